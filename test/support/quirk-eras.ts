import type { Quirk } from './quirk-kit.ts';

const works = { state: 'ready', tools: ['echo'], calls: ['hello'], finally: 'ready' };

const stumbles = [
  '500',
  '501',
  '502',
  '503',
  '504',
  '401',
  '403',
  '404',
  '405',
  '406',
  '409',
  '418',
]
  .concat(['429', 'cut', 'empty', 'no-content', 'accepted', 'page', 'text', 'bad-json'])
  .concat(['empty-json', 'other-json', 'no-id', 'empty-stream', 'event-error', 'rpc-500', 'moved']);

/** Servers from before `server/discover` that do not take the question well. */
export const eraQuirks: readonly Quirk[] = stumbles.map((how) => ({
  what: `the first question meets: ${how}`,
  door: 'streamable-http',
  command: ['first-question', how],
  calls: ['echo'],
  right: { ...works, era: 'legacy' },
}));

const tellings = [
  'id-of-nobody',
  'empty-id',
  'own-id',
  'own-id-other-words',
  'null-id',
  'plain-text',
]
  .concat(['gone', 'not-initialized', 'not-initialized-own-id', 'ok-status', 'ok-expired'])
  .concat(['server-error', 'unprocessable']);

/** Servers that forgot their sessions, and how they tell. */
export const sessionQuirks: readonly Quirk[] = tellings.map((telling) => ({
  what: `a forgotten session is told as: ${telling}`,
  door: 'streamable-http',
  command: ['forgets-sessions', telling],
  calls: ['forget', 'echo', 'echo'],
  right: { state: 'ready', calls: ['forgotten', 'hello', 'hello'], finally: 'ready' },
}));

/** Refusals by status whose body is a JSON-RPC error. */
export const refusalQuirks: readonly Quirk[] = [
  refusal('401', 'failed', 'KEY_WANTED'),
  refusal('403', 'failed', 'HTTP_FORBIDDEN'),
  refusal('429', 'waiting', 'HTTP_RATE_LIMITED'),
  refusal('500', 'waiting', 'HTTP_SERVER_ERROR'),
  refusal('503', 'waiting', 'GATEWAY_ERROR'),
];

function refusal(status: string, state: string, code: string): Quirk {
  return {
    what: `the list is refused with ${status} and a body`,
    door: 'streamable-http',
    command: ['refuses-lists', status, '20'],
    right: { state, failure: { code } },
  };
}
