import { expect, test } from 'vitest';

import { runShellCommand } from '../../../src/main/shell/shell-command.ts';
import type { ShellCommand, ShellPorts } from '../../../src/main/shell/shell-command.ts';

function run(command: ShellCommand): string[] {
  const calls: string[] = [];
  const note =
    (name: keyof ShellPorts) =>
    (...args: readonly unknown[]) =>
      void calls.push([name, ...args].join(' '));
  runShellCommand(
    {
      connect: note('connect'),
      setPaused: note('setPaused'),
      openWindow: note('openWindow'),
      switchProfile: note('switchProfile'),
      goTo: note('goTo'),
      showQuestions: note('showQuestions'),
      approve: note('approve'),
      quit: note('quit'),
    },
    command,
  );
  return calls;
}

test('connects without opening the window, and opens it for what needs a person', () => {
  expect(run({ kind: 'act', name: 'a', action: 'retry' })).toEqual(['connect a']);
  expect(run({ kind: 'act', name: 'a', action: 'connect' })).toEqual(['connect a']);
  expect(run({ kind: 'act', name: 'a', action: 'fix' })).toEqual(['openWindow', 'goTo a fix']);
  expect(run({ kind: 'answer' })).toEqual(['openWindow', 'showQuestions']);
  expect(run({ kind: 'show', name: 'a' })).toEqual(['openWindow', 'goTo a ']);
});

test('leads to the window, to pause and to the end', () => {
  expect(run({ kind: 'open' })).toEqual(['openWindow']);
  expect(run({ kind: 'set-paused', isPaused: true })).toEqual(['setPaused true']);
  expect(run({ kind: 'switch-profile', id: 'work' })).toEqual(['switchProfile work']);
  expect(run({ kind: 'quit' })).toEqual(['quit']);
});
