import { expect, test } from 'vitest';

import { notificationOf } from '../../../src/main/shell/notification-words.ts';
import type { OutagePlace } from '../../../src/main/shell/notification-memory.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { Failure } from '../../../src/shared/domain/failure.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { translate } from '../../../src/shared/i18n/phrase.ts';
import type { Phrase } from '../../../src/shared/i18n/phrase.ts';
import { zhCn } from '../../../src/shared/i18n/zh-cn.ts';
import { snapshotOf, viewOf } from '../renderer/sample-snapshot.ts';

const failure: Failure = {
  code: 'CONNECTION_REFUSED',
  params: {},
  detail: '',
  action: 'retry',
  at: 0,
};
const failed: ConnectionState = { kind: 'failed', failure, attempts: 3 };
const waiting: ConnectionState = {
  kind: 'waiting',
  attempt: 3,
  of: 8,
  nextAttemptAt: 9,
  failure,
};
const missing: ConnectionState = {
  kind: 'failed',
  failure: {
    ...failure,
    code: 'COMMAND_NOT_FOUND',
    params: { command: 'uvx' },
    action: 'edit-command',
  },
  attempts: 1,
};
const wantsSignIn: ConnectionState = { kind: 'needs-sign-in', failure };

const inEnglish = (phrase: Phrase) => translate(en, 'en', phrase);
const inChinese = (phrase: Phrase) => translate(zhCn, 'zh-CN', phrase);

function wordsOf(
  place: OutagePlace,
  servers: Readonly<Record<string, ConnectionState>>,
  say = inEnglish,
) {
  const known = Object.entries(servers).map(
    ([title, state], index) => [`s${index}`, [viewOf(`s${index}`, title), state]] as const,
  );
  const names = known.map(([name]) => name);
  const step = { kind: 'show', place, names, isQuiet: false } as const;
  return notificationOf(step, snapshotOf(Object.fromEntries(known)), say);
}

test('says of one server what is wrong and offers what helps', () => {
  expect(wordsOf('hand', { Files: missing })).toMatchObject({
    title: 'Files does not work',
    body: 'Command not found: uvx',
    buttons: [
      { label: 'Fix', command: { kind: 'act', name: 's0', action: 'fix' } },
      { label: 'Open', command: { kind: 'show', name: 's0' } },
    ],
    command: { kind: 'show', name: 's0' },
  });
  expect(wordsOf('sign-in', { Notes: wantsSignIn })).toMatchObject({
    title: 'Notes needs you to sign in',
    buttons: [{ command: { kind: 'act', name: 's0', action: 'sign-in' } }, { label: 'Open' }],
  });
});

test('names no attempt, as that goes on after it was said', () => {
  expect(wordsOf('hand', { Files: waiting })?.body).not.toMatch(/\d/);
});

test('offers several only what helps all of them', () => {
  const labels = (servers: Readonly<Record<string, ConnectionState>>, place = 'hand' as const) =>
    wordsOf(place, servers)?.buttons.map(({ label }) => label);
  expect(labels({ A: waiting, B: failed })).toEqual(['Retry all', 'Open']);
  expect(labels({ A: waiting, B: missing })).toEqual(['Open']);
  // Each sign-in is a click of its own.
  expect(wordsOf('sign-in', { A: wantsSignIn, B: wantsSignIn })).toMatchObject({
    title: '2 servers need you to sign in',
    buttons: [{ label: 'Open', command: { kind: 'open' } }],
  });
});

test('names a few of many, and counts the others', () => {
  const many = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`S${index + 1}`, failed]),
  );
  expect(wordsOf('hand', many)).toMatchObject({
    title: '200 servers need a hand',
    body: 'S1, S2, S3, S4 and 196 more',
  });
  expect(wordsOf('hand', many, inChinese)?.title).toBe('200 个服务器需要处理');
});

test('offers nothing once all is well, and is nothing once the server is gone', () => {
  expect(wordsOf('back', { Files: { kind: 'idle' } })).toMatchObject({
    title: 'Files works again',
    buttons: [],
  });
  expect(wordsOf('back', {})).toBeUndefined();
});

test('lets no title break out of its line', () => {
  const { title = '' } = wordsOf('hand', { [`A\nB\u202e${'x'.repeat(150)}`]: failed }) ?? {};
  expect(title).toMatch(/^A B x+… does not work$/);
  expect(title.length).toBeLessThan(90);
});
