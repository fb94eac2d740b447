import { describe, expect, test } from 'vitest';

import { trayModel } from '../../../src/main/shell/tray-model.ts';
import type { TrayItem } from '../../../src/main/shell/tray-model.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { Snapshot } from '../../../src/shared/domain/events.ts';
import type { Failure } from '../../../src/shared/domain/failure.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { translate } from '../../../src/shared/i18n/phrase.ts';
import type { Phrase } from '../../../src/shared/i18n/phrase.ts';
import { snapshotOf, viewOf } from '../renderer/sample-snapshot.ts';

const say = (phrase: Phrase) => translate(en, 'en', phrase);
const failure: Failure = {
  code: 'COMMAND_NOT_FOUND',
  params: { command: 'uvx' },
  detail: '',
  action: 'edit-command',
  at: 0,
};
const failed: ConnectionState = { kind: 'failed', failure, attempts: 1 };
const waiting: ConnectionState = {
  kind: 'waiting',
  attempt: 3,
  of: 8,
  nextAttemptAt: 9,
  failure: { ...failure, code: 'CONNECTION_REFUSED', action: 'retry' },
};
const ready: ConnectionState = {
  kind: 'ready',
  since: 0,
  era: 'modern',
  protocolVersion: '2026-07-28',
  serverInfo: { name: 'x', version: '1' },
  connectedInMs: 1,
};

function modelOf(
  servers: Readonly<Record<string, ConnectionState>>,
  change: (snapshot: Snapshot) => Snapshot = (snapshot) => snapshot,
) {
  const known = Object.entries(servers).map(
    ([title, state]) => [nameOf(title), [viewOf(nameOf(title), title), state]] as const,
  );
  return trayModel(change(snapshotOf(Object.fromEntries(known))), say);
}

const nameOf = (title: string) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
const labels = (items: readonly TrayItem[]) =>
  items.map((item) => (item.kind === 'separator' ? '---' : item.label));

describe('trayModel', () => {
  test('puts servers that need a hand first, each with what helps, then the others', () => {
    const model = modelOf({ Zeta: failed, Beta: ready, Alpha: { kind: 'idle' }, Gamma: waiting });
    expect(model.level).toBe('failed');
    expect(model.tooltip).toBe('Patchbay · 1 ready · 2 need you');
    expect(labels(model.items)).toEqual([
      'Open Patchbay',
      '---',
      'Retry now — Gamma · Retrying (3 of 8): connection refused',
      'Fix — Zeta · Command not found: uvx',
      '---',
      'Beta · Ready',
      'Alpha · Not connected',
      '---',
      'Pause all',
      '---',
      'Quit',
    ]);
    expect(model.items.slice(2, 6)).toMatchObject([
      { level: 'retrying', command: { kind: 'act', name: 'gamma', action: 'retry' } },
      { level: 'failed', command: { kind: 'act', name: 'zeta', action: 'fix' } },
      { kind: 'separator' },
      { level: 'ready', command: { kind: 'show', name: 'beta' } },
    ]);
  });

  test('offers the profiles once there are two, with the one in use marked', () => {
    const made = (count: number) => (snapshot: Snapshot) => ({
      ...snapshot,
      profiles: {
        all: Array.from({ length: count }, (_, index) => ({
          id: `p${String(index)}`,
          title: `Profile ${String(index)}`,
          icon: 'user' as const,
          color: 'indigo' as const,
          createdAt: index,
        })),
        activeId: `p${String(count - 1)}`,
      },
    });
    expect(labels(modelOf({}, made(1)).items)).not.toContainEqual(expect.stringMatching(/Profile/));
    const { items } = modelOf({}, made(2));
    expect(items.slice(4)).toMatchObject([
      { label: 'Profile: Profile 0', isChosen: false, command: { id: 'p0' } },
      { label: 'Profile: Profile 1', isChosen: true, command: { id: 'p1' } },
      { kind: 'separator' },
      { label: 'Quit' },
    ]);
    const many = modelOf({}, made(30)).items;
    expect(many).toContainEqual(expect.objectContaining({ isChosen: true }));
    expect(labels(many)).toContain('18 more …');
  });

  test('offers to resume while paused, and says so', () => {
    const paused = (snapshot: Snapshot): Snapshot => ({
      ...snapshot,
      settings: { ...snapshot.settings, isPaused: true },
    });
    const model = modelOf({ Alpha: { kind: 'idle' } }, paused);
    expect(model.tooltip).toBe('Patchbay · All servers paused');
    expect(labels(model.items)).toContain('Alpha · Paused with all servers');
    expect(model.items).toContainEqual({
      kind: 'entry',
      label: 'Resume all',
      level: null,
      command: { kind: 'set-paused', isPaused: false },
    });
  });

  test('is the same while only a countdown goes on', () => {
    const sooner: ConnectionState = { ...waiting, nextAttemptAt: 5_000 };
    expect(modelOf({ Alpha: waiting })).toEqual(modelOf({ Alpha: sooner }));
  });

  test('stays a menu with thousands of servers', () => {
    const many = Array.from(
      { length: 3_000 },
      (_, index) => [`s${String(index)}`, index % 2 === 0 ? failed : ready] as const,
    );
    const { items } = modelOf(Object.fromEntries(many));
    expect(items.length).toBeLessThan(45);
    expect(labels(items)).toContain('1488 more …');
    expect(labels(items)).toContain('1480 more …');
  });

  test('shows a hostile title as one short line', () => {
    const { items } = modelOf({ [`evil\n\u202Etxt\u0007 ${'x'.repeat(150)}`]: ready });
    const [, , first] = labels(items);
    expect(first).toMatch(/^evil txt x+… · Ready$/);
    expect([...(first ?? '')].length).toBeLessThan(60);
  });

  test('has the ways in and out when there are no servers', () => {
    expect(modelOf({}).level).toBe('off');
    expect(labels(modelOf({}).items)).toEqual(['Open Patchbay', '---', 'Pause all', '---', 'Quit']);
  });
});
