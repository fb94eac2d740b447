import { describe, expect, test } from 'vitest';

import { appReport } from '../../../src/main/shell/app-report.ts';
import { windowTitle } from '../../../src/main/shell/window-title.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { translate } from '../../../src/shared/i18n/phrase.ts';
import type { Phrase } from '../../../src/shared/i18n/phrase.ts';
import { emptySnapshot } from '../../support/empty-snapshot.ts';

const say = (phrase: Phrase) => translate(en, 'en', phrase);
const titleOf = (name: string) => (name === 'notes' ? 'My\nnotes' : undefined);

describe('windowTitle', () => {
  test('names the server that is shown, in one line, or the page', () => {
    const of = (place: Parameters<typeof windowTitle>[0]) =>
      windowTitle(place, titleOf, say, 'Patchbay');
    expect(of({ page: 'servers', server: 'notes' })).toMatch(/^My.?notes – Patchbay$/);
    expect(of({ page: 'activity', server: null })).toBe('Activity – Patchbay');
    expect(of({ page: 'secrets', server: null })).toBe('Settings – Patchbay');
  });

  test('names only the app while nothing is chosen, or what was chosen is gone', () => {
    const of = (server: string | null) =>
      windowTitle({ page: 'servers', server }, titleOf, say, 'Patchbay');
    expect(of(null)).toBe('Patchbay');
    expect(of('gone')).toBe('Patchbay');
  });
});

describe('appReport', () => {
  test('counts states and codes, and names no server', () => {
    const failure = {
      code: 'COMMAND_NOT_FOUND',
      detail: 'secret-program --key hunter2',
      params: {},
    };
    const snapshot = {
      ...emptySnapshot(),
      states: {
        'private-name': { kind: 'failed', failure, attempts: 1 },
        other: { kind: 'idle' },
      },
    } as unknown as Parameters<typeof appReport>[1];
    const facts = { name: 'Patchbay', version: '1.2.3', runtime: 'Electron 1', system: 'linux' };
    const text = appReport(facts, snapshot);
    expect(text).toContain('Patchbay 1.2.3, Electron 1');
    expect(text).toContain('1 failed, 1 idle');
    expect(text).toContain('1 COMMAND_NOT_FOUND');
    expect(text).not.toMatch(/private-name|hunter2|secret-program/);
  });
});
