import type { Phrase } from '../i18n/phrase.ts';
import { assertNever } from '../util/assert-never.ts';
import type { ConnectionState } from './connection-state.ts';

/** Things that help a server, one a state. */
export const serverActionKinds = [
  'connect',
  'retry',
  'fix',
  'turn-on',
  'review',
  'fill-in',
  'sign-in',
] as const;

/** One of {@link serverActionKinds}. */
export type ServerActionKind = (typeof serverActionKinds)[number];

/** An action with the words on its button. */
export interface ServerAction {
  readonly kind: ServerActionKind;
  readonly label: Phrase;
}

/** The action that helps in a state; null where nothing needs doing. */
export function serverActionFor(state: ConnectionState): ServerAction | null {
  switch (state.kind) {
    case 'disabled':
      return { kind: 'turn-on', label: { key: 'action.turnOn' } };
    case 'idle':
      return { kind: 'connect', label: { key: 'action.connect' } };
    case 'needs-setup':
      if (state.missing.length > 0 && state.missing.every(({ kind }) => kind === 'text')) {
        return fix;
      }
      return state.missing.some((item) => item.kind === 'variable')
        ? { kind: 'fill-in', label: { key: 'action.fillIn' } }
        : { kind: 'review', label: { key: 'action.review' } };
    case 'needs-sign-in':
      return signIn;
    case 'waiting':
    case 'cooling':
    case 'offline':
      return retry;
    case 'failed':
      return fixable.has(state.failure.action) ? fix : retry;
    case 'connecting':
    case 'signing-in':
    case 'ready':
    case 'stopping':
      return null;
    default:
      return assertNever(state);
  }
}

const signIn: ServerAction = { kind: 'sign-in', label: { key: 'action.signIn' } };
const retry: ServerAction = { kind: 'retry', label: { key: 'action.retryNow' } };
const fix: ServerAction = { kind: 'fix', label: { key: 'action.fix' } };

type RemedyAction = Extract<ConnectionState, { kind: 'failed' }>['failure']['action'];

const fixable: ReadonlySet<RemedyAction> = new Set([
  'edit-command',
  'edit-url',
  'edit-settings',
  'install-runtime',
]);
