import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import type { Client } from '@modelcontextprotocol/client';

import { median, percentile } from '../../bench/figure.ts';
import { compiledBridge, connectApp, scriptBridge } from '../support/bridge.ts';
import { buildProgram } from '../support/node-program.ts';
import { allAbilities, startPassingHome } from '../support/passing-home.ts';
import type { PassingHome } from '../support/passing-home.ts';
import { livingPrograms, survivorsOf, waitFor } from '../support/processes.ts';
import { passingServerLaunch } from '../support/real-servers.ts';
import { spread } from './fault-row.ts';
import type { FaultRow, Scenario } from './fault-row.ts';

const group = 'Gateway';
const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const crowd = { apps: 50, calls: 100 };
const asked = { apps: 20, rounds: 5 };
const inFlight = 50;
/** After this long a server that runs has no past any more. */
const stableMs = 31_000;

/** What happens to AI apps when many come at once, and when what is behind them ends. */
export function gatewayFaults(rounds: number): Scenario[] {
  return [
    () => inHome(manyCalls),
    () => inHome(manyQuestions),
    () => inHome((home) => serverKilled(home, rounds)),
    () => gatewayKilled(),
  ];
}

async function inHome(play: (home: PassingHome) => Promise<FaultRow>): Promise<FaultRow> {
  await using home = await startPassingHome();
  await home.addServer('legacy stdio', 'stdio', 'legacy');
  await home.addServer('modern http', 'http', 'modern');
  return await play(home);
}

/** Apps of both eras by turns, which answer a question with their own name. */
const appsIn = (home: PassingHome, count: number) =>
  Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const name = `app ${String(at)}`;
      const client = await home.app(at % 2 === 0 ? 'legacy' : 'modern', {
        app: name,
        capabilities: allAbilities,
        prepare: (one) =>
          one.setRequestHandler('elicitation/create', () => ({
            action: 'accept',
            content: { name },
          })),
      });
      return { client, name };
    }),
  );

async function manyCalls(home: PassingHome): Promise<FaultRow> {
  const apps = await appsIn(home, crowd.apps);
  const times: number[] = [];
  const payloads = new Set<string>();
  let leaked = 0;
  let lost = 0;
  await Promise.all(
    apps.map(async ({ client, name }) => {
      for (let at = 0; at < crowd.calls; at += 1) {
        const value = `${name} call ${String(at)} ${String(Math.random())}`;
        payloads.add(value);
        const tool = at % 2 === 0 ? 'legacy-stdio_echo' : 'modern-http_echo';
        const startedAt = performance.now();
        const said = await home.tell(client, tool, { value }).catch(() => undefined);
        times.push(performance.now() - startedAt);
        if (said === value) continue;
        if (typeof said === 'string' && payloads.has(said)) leaked += 1;
        else lost += 1;
      }
    }),
  );
  const took = `${Math.round(median(times))} / ${Math.round(percentile(times, 99))} ms`;
  return {
    group,
    scenario: `${String(crowd.apps)} apps of both eras with ${String(crowd.calls)} calls each at once, each with a text of its own`,
    happened: `${String(leaked)} leaked to another app, ${String(lost)} lost; ${took} (median / p99)`,
    goal: '0 leaked, 0 lost',
    isMet: leaked === 0 && lost === 0,
  };
}

async function manyQuestions(home: PassingHome): Promise<FaultRow> {
  const apps = await appsIn(home, asked.apps);
  let wrong = 0;
  for (const handle of ['legacy-stdio', 'modern-http']) {
    // Whether it ties its questions to a call is known from its first.
    await home.tell(apps[0]?.client as Client, `${handle}_ask`, { who: 'first', isBare: true });
    for (let round = 0; round < asked.rounds; round += 1) {
      const answers = await Promise.all(
        apps.map(({ client, name }) =>
          home.tell(client, `${handle}_ask`, { who: name, isBare: true }),
        ),
      );
      wrong += answers.filter(
        (answer, at) => !JSON.stringify(answer).includes(`{"name":"${String(apps[at]?.name)}"}`),
      ).length;
    }
  }
  const total = asked.apps * asked.rounds * 2;
  return {
    group,
    scenario: `questions of ${String(asked.apps)} apps at once, at a server that does not say whose they are and at one that does`,
    happened: `${String(wrong)} of ${String(total)} to another app or to none`,
    goal: '0 to the wrong app',
    isMet: wrong === 0,
  };
}

async function serverKilled(home: PassingHome, rounds: number): Promise<FaultRow> {
  const [{ client } = { client: undefined }] = await appsIn(home, 1);
  if (client === undefined) throw new Error('no app');
  const answeredMs: number[] = [];
  const backMs: number[] = [];
  let answered = 0;
  let twice = 0;
  for (let round = 0; round < rounds; round += 1) {
    // Before that it would be waited for longer each time; that is another scenario.
    await delay(round === 0 ? 0 : stableMs);
    const { pid } = await home.host.reached('legacy-stdio', 'ready');
    const waiting = Array.from({ length: inFlight }, () =>
      client.callTool({ name: 'legacy-stdio_wait', arguments: { ms: 600_000 } }),
    );
    await home.tell(client, 'legacy-stdio_echo', { value: 'all of them are there' });
    const startedAt = performance.now();
    process.kill(Number(pid), 'SIGKILL');
    const answers = await Promise.all(waiting);
    answeredMs.push(performance.now() - startedAt);
    answered += answers.filter(({ isError }) => isError === true).length;
    await waitFor('another process', () => {
      const state = home.host.host.pool.status('legacy-stdio');
      return state?.kind === 'ready' && state.pid !== pid;
    });
    backMs.push(performance.now() - startedAt);
    const seen = await home.tell(client, 'legacy-stdio_seen');
    // The process that came after it has seen this one call.
    twice += Number((seen as { readonly calls: number }).calls) - 1;
  }
  const all = rounds * inFlight;
  return {
    group,
    scenario: `a server is killed with ${String(inFlight)} calls of an app in flight`,
    happened: `${String(answered)}/${String(all)} answered with the reason in ${spread(answeredMs)}, ${String(twice)} run twice; ready again in ${spread(backMs)} (median / p95, n = ${String(rounds)})`,
    goal: 'all answered at once, 0 run twice, ready again ≤ 1000 ms median',
    isMet: answered === all && twice === 0 && median(backMs) <= 1_000,
  };
}

/** A Patchbay in a process of its own, with one server, on a folder. */
async function startPatchbay(program: string, folder: string): Promise<ChildProcess> {
  const { command, args } = passingServerLaunch({});
  const child = spawn(process.execPath, [program, folder, command, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', () => reject(new Error('Patchbay ended')));
  });
  return child;
}

async function gatewayKilled(): Promise<FaultRow> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-faults-gateway-'));
  const entry = join(root, 'test/fixtures/host/serve-apps.ts');
  const program = await buildProgram(entry, join(folder, 'program'), 'serve-apps');
  const first = await startPatchbay(program, folder);
  const bridge = compiledBridge ?? scriptBridge;
  const apps = await Promise.all(
    Array.from({ length: 4 }, (_, at) =>
      connectApp(bridge, folder, {
        app: `app ${String(at)}`,
        era: at % 2 === 0 ? 'legacy' : 'modern',
      }),
    ),
  );
  const echo = (client: Client, value: string) =>
    client.callTool({ name: 'everything_echo', arguments: { value } });
  await Promise.all(apps.map((client) => echo(client, 'before')));
  const waiting = apps.map((client) =>
    client
      .callTool({ name: 'everything_wait', arguments: { ms: 600_000 } })
      .then(() => false)
      .catch(() => true),
  );
  await delay(200);
  const programs = await livingPrograms(Number(first.pid));
  const ended = new Promise((resolve) => first.once('exit', resolve));
  process.kill(Number(first.pid), 'SIGKILL');
  await ended;
  const told = (await Promise.all(waiting)).filter(Boolean).length;
  await delay(5_000);
  const left = (await survivorsOf(programs)).length;
  const second = await startPatchbay(program, folder);
  const works = await Promise.all(
    apps.map(async (client) => {
      const answer = await echo(client, 'after').catch(() => undefined);
      return JSON.stringify(answer?.content).includes('after');
    }),
  );
  await Promise.all(apps.map((client) => client.close().catch(() => undefined)));
  const over = new Promise((resolve) => second.once('exit', resolve));
  second.stdin?.end();
  await over;
  await rm(folder, { recursive: true, force: true });
  const back = works.filter(Boolean).length;
  return {
    group,
    scenario: 'Patchbay is killed under four apps, and started again',
    happened: `${String(told)} of 4 calls in flight told; ${String(left)} of ${String(programs.length)} processes left after 5 s; ${String(back)} of 4 apps go on without a restart of their own`,
    goal: 'all told, 0 left, all go on',
    isMet: told === 4 && left === 0 && programs.length > 0 && back === 4,
  };
}
