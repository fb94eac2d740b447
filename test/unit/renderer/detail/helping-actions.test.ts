import { describe, expect, test } from 'vitest';

import {
  hasHelpingPanel,
  helpingActions,
} from '../../../../src/renderer/src/features/detail/helping-actions.ts';
import type { ConnectionState } from '../../../../src/shared/domain/connection-state.ts';
import type { Failure } from '../../../../src/shared/domain/failure.ts';

const failureWith = (change: Partial<Failure>): Failure => ({
  code: 'TIMED_OUT',
  params: {},
  detail: '',
  action: 'retry',
  at: 0,
  ...change,
});
const never = { inspection: { status: 'never' } } as const;

describe('what helps with a failure, best first', () => {
  test.each([
    ['failed', {}, ['retry']],
    ['waiting', {}, ['retry', 'stop']],
    ['cooling', { action: 'edit-url' }, ['fix', 'retry', 'stop']],
    ['failed', { action: 'edit-settings' }, ['fix', 'retry']],
    [
      'failed',
      { code: 'COMMAND_NOT_FOUND', action: 'install-runtime' },
      ['examine', 'settings', 'retry'],
    ],
    [
      'failed',
      { code: 'COMMAND_NOT_FOUND', action: 'edit-command' },
      ['examine', 'settings', 'retry'],
    ],
    ['needs-sign-in', { action: 'sign-in' }, ['sign-in', 'settings']],
    ['waiting', { code: 'PRINTS_TEXT', action: 'edit-command' }, ['fix', 'retry', 'stop']],
    [
      'failed',
      { code: 'PRINTS_TEXT', action: 'edit-command', params: { address: 'http://localhost:1' } },
      ['use-address', 'fix', 'retry'],
    ],
  ] as const)('%s, %o', (kind, change, expected) => {
    expect(helpingActions({ kind }, failureWith(change as Partial<Failure>))).toEqual(expected);
  });
});

describe('where the button that helps stands', () => {
  const failure = failureWith({});
  const states: readonly (readonly [ConnectionState, boolean])[] = [
    [{ kind: 'needs-setup', missing: [{ kind: 'consent' }] }, true],
    [{ kind: 'failed', failure, attempts: 8 }, true],
    [{ kind: 'needs-sign-in', failure }, true],
    [{ kind: 'disabled' }, false],
    [{ kind: 'idle' }, false],
    [{ kind: 'offline', since: 0 }, false],
  ];
  test.each(states)('%o', (state, isThere) => {
    expect(hasHelpingPanel(state, never)).toBe(isThere);
  });

  test('a server whose last try failed has a panel although it rests', () => {
    const inspection = { status: 'failed', at: 0, failure } as const;
    expect(hasHelpingPanel({ kind: 'idle' }, { inspection })).toBe(true);
  });
});
