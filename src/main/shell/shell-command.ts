import type { ApprovalAnswer } from '../../shared/domain/approval.ts';
import type { ServerActionKind } from '../../shared/domain/server-action.ts';
import { assertNever } from '../../shared/util/assert-never.ts';

/** What a click in the tray or on a notification asks for. */
export type ShellCommand =
  | { readonly kind: 'act'; readonly name: string; readonly action: ServerActionKind }
  | { readonly kind: 'retry-all'; readonly names: readonly string[] }
  | { readonly kind: 'show'; readonly name: string }
  | { readonly kind: 'open' }
  /** Answers what a server asks. */
  | { readonly kind: 'answer' }
  /** Says yes or no to calls of apps. */
  | {
      readonly kind: 'approve';
      readonly calls: readonly string[];
      readonly answer: ApprovalAnswer;
    }
  | { readonly kind: 'set-paused'; readonly isPaused: boolean }
  | { readonly kind: 'switch-profile'; readonly id: string }
  | { readonly kind: 'quit' };

/** Where commands lead. */
export interface ShellPorts {
  /** Connects a server on a person's wish. */
  connect(name: string): void;
  setPaused(isPaused: boolean): void;
  switchProfile(id: string): void;
  /** Brings the window to the front. */
  openWindow(): void;
  /** Lets the window go to a server and, with an action, begin what that needs a person for. */
  goTo(name: string, action: ServerActionKind | null): void;
  /** Lets the window show what servers ask. */
  showQuestions(): void;
  /** Answers calls of apps that wait. */
  approve(calls: readonly string[], answer: ApprovalAnswer): void;
  quit(): void;
}

/** Does what a command asks for. What only needs a connection opens no window. */
export function runShellCommand(ports: ShellPorts, command: ShellCommand): void {
  switch (command.kind) {
    case 'act':
      if (connectsOnly(command.action)) return ports.connect(command.name);
      ports.openWindow();
      return ports.goTo(command.name, command.action);
    case 'retry-all':
      return command.names.forEach((name) => ports.connect(name));
    case 'show':
      ports.openWindow();
      return ports.goTo(command.name, null);
    case 'open':
      return ports.openWindow();
    case 'answer':
      ports.openWindow();
      return ports.showQuestions();
    case 'approve':
      return ports.approve(command.calls, command.answer);
    case 'set-paused':
      return ports.setPaused(command.isPaused);
    case 'switch-profile':
      return ports.switchProfile(command.id);
    case 'quit':
      return ports.quit();
    default:
      assertNever(command);
  }
}

/** Servers on which a command acts while the window may stay away. */
export function actedOnBy(command: ShellCommand): readonly string[] {
  if (command.kind === 'retry-all') return command.names;
  return command.kind === 'act' && connectsOnly(command.action) ? [command.name] : [];
}

function connectsOnly(action: ServerActionKind): boolean {
  return action === 'connect' || action === 'retry';
}
