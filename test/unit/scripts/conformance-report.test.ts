import { describe, expect, test } from 'vitest';
import {
  judge,
  outcomeLines,
  reportPage,
  score,
} from '../../../scripts/lib/conformance-report.mjs';

const check = (status: string, id = 'a') => ({ id, status, description: `about ${id}` });

describe('one scenario', () => {
  test('passes when something was checked and nothing was wrong', () => {
    expect(judge(0, [check('SUCCESS'), check('INFO'), check('SKIPPED')])).toEqual({
      isPassed: true,
      passed: 1,
      problems: [],
    });
  });

  test.each([
    ['a failure', 1, [check('SUCCESS'), check('FAILURE', 'b')], ['b: about b']],
    ['a warning', 0, [check('SUCCESS'), check('WARNING', 'b')], ['b: about b']],
    ['nothing but remarks', 0, [check('INFO'), check('SKIPPED')], ['no check was made']],
    ['no result at all', 0, [], ['no check was made']],
    ['a client that broke down', 1, [check('SUCCESS')], ['the client failed or took too long']],
  ])('fails with %s', (_name, code, checks, problems) => {
    expect(judge(code, checks)).toMatchObject({ isPassed: false, problems });
  });
});

const good = { isPassed: true, passed: 2, problems: [] };
const bad = { isPassed: false, passed: 0, problems: ['b: about b'] };
const outcomes = [
  { scenario: 'one', revision: '2', ...good },
  { scenario: 'two', revision: '2', ...bad },
  { scenario: 'three', revision: '2', reason: 'extension', ...bad },
  { scenario: 'one', revision: '1', ...good },
  { scenario: 'four', reason: 'in no list', ...good },
];

test('counts what a revision requires and nothing else', () => {
  expect(score(outcomes, '2')).toEqual({ passed: 1, of: 2 });
  expect(score(outcomes, '1')).toEqual({ passed: 1, of: 1 });
});

test('says what was wrong', () => {
  expect(outcomeLines({ scenario: 'three', revision: '2', reason: 'extension', ...bad })).toEqual([
    '✗ 2 three (0 checks, not scored: extension)',
    '    b: about b',
  ]);
});

test('writes every outcome down', () => {
  const server = [{ scenario: 'five', revision: '1', ...bad }];
  const facts = { suite: 'version 0', revisions: ['2', '1'], reasons: {} };
  const page = reportPage({ client: outcomes, server }, facts);
  expect(page).toMatch(/\| as a client +\| \*\*1 of 2\*\* +\| \*\*1 of 1\*\* +\|/);
  expect(page).toMatch(/\| as a server: the gateway +\| \*\*0 of 0\*\* +\| \*\*0 of 1\*\* +\|/);
  expect(page).toMatch(/\| `five` +\| +\| failed +\|/);
  expect(page).toMatch(/\| `one` +\| passed \(2 checks\) +\| passed \(2 checks\) +\|/);
  expect(page).toMatch(/\| `two` +\| failed +\| +\|/);
  expect(page).toMatch(/\| `three` +\| 2 +\| failed +\| extension +\|/);
  expect(page).toMatch(/\| `four` +\| its own +\| passed +\| in no list +\|/);
});
