import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// The part of Vitest that tests here use, with its own assertions: Vitest itself does not load under
// wine, because of a native part. It is far from whole; what it lacks makes a test fail, never pass.

const defaultTimeoutMs = 60_000;
const require = createRequire(import.meta.resolve('vitest/package.json'));
const load = (name, from = require) => import(pathToFileURL(from.resolve(name)).href);
const matchers = await load('@vitest/expect');
const { chai } = matchers;

chai.use(matchers.JestExtend);
chai.use(matchers.JestChaiExpect);
chai.use(matchers.JestAsymmetricMatchers);
chai.use((_, { addMethod }) => addMethod(chai.Assertion.prototype, 'toMatchFileSnapshot', sameAs));

/** @param {string} path */
async function sameAs(path) {
  const wanted = await readFile(path, 'utf8');
  new chai.Assertion(this._obj).to.equal(wanted);
}

/** Vitest's `expect`. */
export const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect);
globalThis[matchers.GLOBAL_EXPECT] = expect;
matchers.setState(
  { assertionCalls: 0, expectedAssertionsNumber: null, isExpectingAssertions: false, testPath: '' },
  expect,
);
expect.unreachable = (message) => chai.assert.fail(message ?? 'this must not be reached');
expect.poll = (read) =>
  new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args) =>
          untilHolds(read, String(name), args),
    },
  );

async function untilHolds(read, matcher, args) {
  for (;;) {
    try {
      return expect(await read())[matcher](...args);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const newSuite = (name, up, skip = false) => ({
  ...{ name, up, skip, kids: [] },
  ...{ beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] },
});

let suite = newSuite('', undefined);
let finishers = [];

/** `name` with the values of a row put in, as Vitest does it. */
function titled(name, row, index) {
  const values = Array.isArray(row) ? [...row] : [row];
  const filled = String(name).replace(/%[sdifjop#]/g, (mark) =>
    mark === '%#' ? String(index) : shown(values.shift()),
  );
  const fields = row !== null && typeof row === 'object' && !Array.isArray(row) ? row : {};
  return filled.replace(/\$(\w+)/g, (mark, key) => (key in fields ? shown(fields[key]) : mark));
}

const shown = (value) =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');

/** `describe` or `test`, which are told apart by `add` alone. */
function declarer(add) {
  const declare = (name, ...rest) => {
    const body = rest.find((part) => typeof part === 'function');
    const options = rest.find((part) => typeof part === 'number' || typeof part === 'object');
    const timeoutMs = typeof options === 'number' ? options : options?.timeout;
    add(typeof name === 'function' ? name.name : name, body, { timeoutMs, skip: false });
  };
  declare.skip = (name) => add(name, undefined, { skip: true });
  declare.todo = declare.skip;
  declare.skipIf = (isSkipped) => (isSkipped ? skipping : declare);
  declare.runIf = (isRun) => declare.skipIf(!isRun);
  declare.each = (rows) => (name, body, options) =>
    rows.forEach((row, index) =>
      declare(
        titled(name, row, index),
        () => body(...(Array.isArray(row) ? row : [row])),
        options ?? {},
      ),
    );
  const skipping = Object.assign((name) => declare.skip(name), {
    each: (rows) => (name) => rows.forEach((row, index) => declare.skip(titled(name, row, index))),
  });
  return declare;
}

/** Vitest's `describe`. */
export const describe = declarer((name, body, { skip }) => {
  const made = newSuite(name, suite, skip);
  suite.kids.push(made);
  suite = made;
  // What is skipped is not run; that something was is counted.
  if (skip) made.kids.push({ name: '(skipped)', isTest: true, skip: true });
  else body?.();
  suite = made.up;
});

/** Vitest's `test`. */
export const test = declarer((name, body, options) => {
  suite.kids.push({ name, body, isTest: true, ...options });
});
export const beforeAll = (work) => void suite.beforeAll.push(work);
export const afterAll = (work) => void suite.afterAll.unshift(work);
export const beforeEach = (work) => void suite.beforeEach.push(work);
export const afterEach = (work) => void suite.afterEach.unshift(work);
export const onTestFinished = (work) => void finishers.unshift(work);

/** Faked time and modules are Vitest's own work; files that ask for them are left out. */
export const vi = undefined;

function within(work, timeoutMs = defaultTimeoutMs) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${timeoutMs} ms`)), timeoutMs);
  });
  return Promise.race([Promise.resolve().then(work), late]).finally(() => clearTimeout(timer));
}

const skipped = Symbol('skipped');

async function runTest(one, path, ups, tell) {
  const title = [...path, one.name].filter(Boolean).join(' > ');
  if (one.skip || one.body === undefined) return tell({ title, status: 'skipped' });
  finishers = [];
  const problems = [];
  const attempt = async (work, timeoutMs) => {
    try {
      const cleanUp = await within(work, timeoutMs);
      if (typeof cleanUp === 'function') finishers.unshift(cleanUp);
    } catch (error) {
      problems.push(error);
    }
  };
  for (const work of ups.flatMap((up) => up.beforeEach)) await attempt(work);
  const skip = () => {
    throw skipped;
  };
  if (problems.length === 0)
    await attempt(
      async () => void (await one.body({ expect, skip, onTestFinished })),
      one.timeoutMs,
    );
  for (const work of finishers) await attempt(work);
  for (const work of [...ups].reverse().flatMap((up) => up.afterEach)) await attempt(work);
  if (problems.includes(skipped)) return tell({ title, status: 'skipped' });
  const [problem] = problems;
  if (problem === undefined) return tell({ title, status: 'passed' });
  return tell({ title, status: 'failed', problem: String(problem?.stack ?? problem) });
}

async function runSuite(one, path, ups, tell) {
  const chain = [...ups, one];
  const names = [...path, one.name];
  try {
    for (const work of one.beforeAll) await within(work);
    for (const kid of one.kids)
      await (kid.isTest ? runTest(kid, names, chain, tell) : runSuite(kid, names, chain, tell));
  } finally {
    for (const work of one.afterAll) await within(work);
  }
}

/**
 * Runs one file of tests; `tell` hears of each test. A file that cannot be loaded, or holds none, is
 * one failure.
 * @param {string} url
 * @param {(result: { title: string, status: 'passed' | 'failed' | 'skipped', problem?: string }) => void} tell
 */
export async function runFile(url, tell) {
  suite = newSuite('', undefined);
  const whole = suite;
  try {
    // What a file waits for itself may never come either.
    await within(() => import(url));
    if (whole.kids.length === 0) throw new Error('there are no tests in it');
    await runSuite(whole, [], [], tell);
  } catch (error) {
    tell({ title: '(the file)', status: 'failed', problem: String(error?.stack ?? error) });
  }
}
