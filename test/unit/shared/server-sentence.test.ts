import { describe, expect, test } from 'vitest';

import { countStates, footPhrase } from '../../../src/shared/domain/foot-line.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import { failureCodes } from '../../../src/shared/domain/failure.ts';
import type { Failure } from '../../../src/shared/domain/failure.ts';
import {
  durationPhrase,
  groupOf,
  sentenceFor,
} from '../../../src/shared/domain/server-sentence.ts';
import type { HealthFacts } from '../../../src/shared/domain/health-facts.ts';
import { serverActionFor } from '../../../src/shared/domain/server-action.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { failureTitlePhrase, shortFailurePhrase } from '../../../src/shared/i18n/failure-phrase.ts';
import { resolveLanguage, translate } from '../../../src/shared/i18n/phrase.ts';
import type { Phrase } from '../../../src/shared/i18n/phrase.ts';
import { zhCn } from '../../../src/shared/i18n/zh-cn.ts';

const say = (phrase: Phrase) => translate(en, 'en', phrase);
const failure = (code: Failure['code'], params: Failure['params'] = {}): Failure => ({
  code,
  params,
  detail: '',
  action: 'retry',
  at: 0,
});
const server: HealthFacts['server'] = { start: 'on-launch', inspection: { status: 'never' } };
const sentence = (state: ConnectionState, facts: Partial<HealthFacts> = {}) =>
  say(sentenceFor({ state, summary: undefined, server, nowMs: 0, isPaused: false, ...facts }));
const ready: ConnectionState = {
  kind: 'ready',
  since: 0,
  era: 'modern',
  protocolVersion: '2026-07-28',
  serverInfo: { name: 'x', version: '1' },
  connectedInMs: 1,
};
const waiting: ConnectionState = {
  kind: 'waiting',
  attempt: 3,
  of: 8,
  nextAttemptAt: 12_000,
  failure: failure('CONNECTION_REFUSED'),
};
const summary = { tools: 13, resources: 5, resourceTemplates: 2, prompts: 0, fetchedAt: 0 };

describe('sentenceFor', () => {
  test('counts what a ready server offers', () => {
    expect(sentence(ready, { summary })).toBe('Ready · 13 tools, 7 resources');
    expect(
      sentence(ready, { summary: { ...summary, tools: 1, resources: 0, resourceTemplates: 0 } }),
    ).toBe('Ready · 1 tool');
    expect(sentence(ready)).toBe('Ready');
  });

  test('says that a ready server offers nothing', () => {
    const none = { tools: 0, resources: 0, resourceTemplates: 0, prompts: 0, fetchedAt: 0 };
    expect(sentence(ready, { summary: none })).toBe('Ready · offers nothing');
  });

  test('counts down to the next attempt, rounding up, and then says now', () => {
    expect(sentence(waiting)).toBe('Retrying in 12 s (3 of 8): connection refused');
    expect(sentence(waiting, { nowMs: 500 })).toContain('in 12 s');
    expect(sentence(waiting, { nowMs: 12_000 })).toBe('Retrying now (3 of 8): connection refused');
  });

  test('names no time where nobody counts along', () => {
    const cooling: ConnectionState = { kind: 'cooling', until: 9, failure: waiting.failure };
    expect(sentence(waiting, { nowMs: null })).toBe('Retrying (3 of 8): connection refused');
    expect(sentence(cooling, { nowMs: null })).toBe('Trying again later: connection refused');
  });

  test('says of a server that is off that all are paused, and of others what they do', () => {
    expect(sentence({ kind: 'idle' }, { isPaused: true })).toBe('Paused with all servers');
    expect(sentence(ready, { isPaused: true })).toBe('Ready');
  });

  test('names the command that was not found, or says it plainly', () => {
    const failed = (params: Failure['params']): ConnectionState => ({
      kind: 'failed',
      attempts: 1,
      failure: failure('COMMAND_NOT_FOUND', params),
    });
    expect(sentence(failed({ command: 'uvx' }))).toBe('Command not found: uvx');
    expect(sentence(failed({}))).toBe('Command not found');
  });

  test('asks for what is missing, values before consent', () => {
    const variable = { kind: 'variable', name: 'KEY', title: '' } as const;
    const consent = { kind: 'consent' } as const;
    expect(sentence({ kind: 'needs-setup', missing: [consent] })).toBe(
      'Needs your OK before it starts',
    );
    expect(sentence({ kind: 'needs-setup', missing: [consent, variable] })).toBe(
      'Needs a value: KEY',
    );
    expect(sentence({ kind: 'needs-setup', missing: [variable, variable] })).toBe('Needs 2 values');
  });

  test('tells why an idle server failed when it was last tried', () => {
    const inspection = { status: 'failed', at: 0, failure: failure('TIMED_OUT') } as const;
    expect(sentence({ kind: 'idle' }, { server: { ...server, inspection } })).toBe(
      'Last try failed: no answer in time',
    );
    expect(sentence({ kind: 'idle' }, { server: { ...server, start: 'on-demand' } })).toBe(
      'Starts when used',
    );
  });
});

describe('failure phrases', () => {
  test.each(failureCodes)('%s leaves no parameter open, in any language', (code) => {
    for (const phrase of [shortFailurePhrase, failureTitlePhrase]) {
      const bare = phrase(failure(code));
      expect(translate(en, 'en', bare)).not.toMatch(/\{\{|^failure\./);
      expect(translate(zhCn, 'zh-CN', bare)).not.toMatch(/\{\{|^failure\./);
    }
  });
});

describe('groups and actions', () => {
  test('keeps a retry under way where its waiting was', () => {
    const connecting = { kind: 'connecting', startedAt: 0, phase: 'starting' } as const;
    expect(groupOf({ ...connecting, attempt: 1 })).toBe('on');
    expect(groupOf({ ...connecting, attempt: 2 })).toBe('hand');
  });

  test('offers to fix what retrying cannot', () => {
    const failed = (action: Failure['action']): ConnectionState => ({
      kind: 'failed',
      attempts: 1,
      failure: { ...failure('COMMAND_NOT_FOUND'), action },
    });
    expect(serverActionFor(failed('edit-command'))?.kind).toBe('fix');
    expect(serverActionFor(failed('retry'))?.kind).toBe('retry');
    expect(serverActionFor(ready)).toBeNull();
  });
});

describe('footPhrase', () => {
  const foot = (...states: ConnectionState[]) => say(footPhrase(countStates(states)));
  const needsSignIn: ConnectionState = {
    kind: 'needs-sign-in',
    failure: failure('HTTP_UNAUTHORIZED'),
  };

  test('sums everything up', () => {
    expect(foot()).toBe('No servers yet');
    expect(foot(ready, ready)).toBe('2 ready · all well');
    expect(foot(ready, needsSignIn)).toBe('1 ready · 1 needs sign-in');
    expect(foot(ready, needsSignIn, waiting)).toBe('1 ready · 2 need you');
    expect(foot({ kind: 'idle' })).toBe('Nothing connected');
    expect(foot(ready, { kind: 'offline', since: 0 })).toBe('1 ready · offline');
  });
});

describe('durationPhrase', () => {
  test.each([
    [-5, '1 s'],
    [1, '1 s'],
    [12_000, '12 s'],
    [99_000, '99 s'],
    [99_001, '2 min'],
    [3_600_000, '60 min'],
    [10_800_000, '3 h'],
  ])('says %i ms as %s', (ms, text) => {
    expect(say(durationPhrase(ms))).toBe(text);
  });
});

describe('resolveLanguage', () => {
  test('takes the choice, else the first language known', () => {
    expect(resolveLanguage('zh-CN', ['en'])).toBe('zh-CN');
    expect(resolveLanguage('system', ['de', 'zh-TW', 'en'])).toBe('zh-CN');
    expect(resolveLanguage('system', ['de', 'fr'])).toBe('en');
    expect(resolveLanguage('system', ['en-GB', 'zh'])).toBe('en');
    expect(resolveLanguage('system', ['es-419', 'en'])).toBe('es');
    expect(resolveLanguage('system', ['ca', 'ja-JP', 'es'])).toBe('ja');
    expect(resolveLanguage('system', ['jam', 'est', 'zh-Hans-CN'])).toBe('zh-CN');
  });
});
