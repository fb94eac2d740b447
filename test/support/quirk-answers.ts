import type { Quirk, QuirkDoor } from './quirk-kit.ts';

const works = { state: 'ready', tools: ['echo'], calls: ['hello'], finally: 'ready' };
const doors: readonly (readonly [string, QuirkDoor])[] = [
  ['stdio', 'stdio'],
  ['json', 'streamable-http'],
  ['event', 'streamable-http'],
  ['socket', 'websocket'],
];

/** Ids that come back as text. */
export const idQuirks: readonly Quirk[] = doors.slice(0, 3).map(([where, door]) => ({
  what: `ids come back as text (${where})`,
  door,
  command: ['odd-ids', where],
  calls: ['echo'],
  right: works,
}));

const failedLists = ['resources', 'resourceTemplates', 'prompts'].map(
  (kind) => `${kind}: list-failed`,
);
const listsByForm: readonly (readonly [string, readonly string[]])[] = [
  ['null', []],
  ['absent', []],
  ['null-cursor', []],
  ['unknown', []],
  ['empty-cursor', []],
  ['standing-cursor', []],
  ['text', failedLists],
  ['object', failedLists],
  ['result-null', failedLists],
  ['result-list', failedLists],
  ['internal-error', failedLists],
  ['silent', failedLists],
];

/** Optional lists that are odd, beside tools that are not. */
export const listQuirks: readonly Quirk[] = listsByForm.map(([form, notices]) => ({
  what: `the optional lists are odd: ${form}`,
  door: 'stdio',
  command: ['odd-lists', form],
  calls: ['echo'],
  right: { ...works, notices },
}));

const toolLists: readonly (readonly [string, Quirk['right']])[] = [
  ['same-page', { tools: ['echo'], notices: [] }],
  ['empty-cursor', { tools: ['echo'], notices: [] }],
  ['twins', { tools: ['echo'], notices: ['tools: invalid-items'] }],
  ['null-schema', { tools: ['echo', 'broken'], notices: [] }],
  ['many', { notices: ['tools: item-cap'] }],
  ['growing-cursor', { notices: ['tools: page-cap'] }],
  ['slow', { tools: ['echo'], notices: [] }],
];

/** Lists of tools that are cut, repeated or slow. */
export const toolListQuirks: readonly Quirk[] = toolLists.map(([form, right]) => ({
  what: `the list of tools is odd: ${form}`,
  door: 'stdio',
  command: ['tool-lists', form],
  right: { state: 'ready', ...right },
}));

const misshapen = [
  'result-null',
  'result-text',
  'result-list',
  'code-text',
  'code-fraction',
].concat(['no-message', 'error-text', 'no-version']);
const answersByForm: readonly (readonly [string, string])[] = [
  ...misshapen.map((form) => [form, 'PROTOCOL_ERROR'] as const),
  ['id-null', 'SERVER_ERROR'],
  ['result-null-error', 'SERVER_ERROR'],
  ['error-null', 'fine'],
];

/**
 * Answers in a shape JSON-RPC does not allow, over every transport. Events are passed on as they are:
 * what is mended elsewhere is told there.
 */
export const answerQuirks: readonly Quirk[] = doors.flatMap(([where, door]) =>
  answersByForm.map(([form, answer]) => ({
    what: `the answer is misshapen: ${form} (${where})`,
    door,
    command: ['odd-answers', form, where] as const,
    calls: ['echo'],
    right: {
      state: 'ready',
      calls: [where === 'event' ? 'PROTOCOL_ERROR' : answer],
      finally: 'ready',
    },
  })),
);

const hellos = ['instructions', 'instructions-list', 'title', 'version', 'version-null']
  .concat(['version-number', 'no-server-info', 'server-info-null', 'prompts-null', 'tools-true'])
  .concat(['tools-list', 'list-changed-null', 'logging-null', 'meta-null']);

/** Hellos with a part that is null, absent or of another type. */
export const helloQuirks: readonly Quirk[] = hellos.map((part) => ({
  what: `the hello is odd: ${part}`,
  door: 'stdio',
  command: ['odd-hello', part],
  calls: ['echo'],
  right: works,
}));

const largeDoors = [...doors, ['sse', 'sse'] as const];

/** Large answers: below the limit they come through, above it the call fails alone. */
export const largeQuirks: readonly Quirk[] = largeDoors.flatMap(([where, door]) => [
  {
    what: `a large answer (${where})`,
    door,
    command: ['large-answers', where, '20'] as const,
    calls: ['large', 'echo'],
    right: { state: 'ready', calls: ['image', 'hello'], finally: 'ready' },
  },
  {
    what: `an answer that is too large (${where})`,
    door,
    command: ['large-answers', where, '40'] as const,
    calls: ['large', 'same'],
    right: {
      state: 'ready',
      calls: [where === 'json' ? 'RESPONSE_TOO_LARGE' : 'MESSAGE_TOO_LARGE', 'true 0'],
      finally: 'ready',
    },
  },
]);

const acknowledgements = ['page', 'empty-page', 'picture', 'bad-json', 'rpc-result', 'open-stream'];

/** What answers a notification does not matter. */
export const acknowledgementQuirks: readonly Quirk[] = [...acknowledgements, 'created'].map(
  (form) => ({
    what: `a notification is answered with: ${form}`,
    door: 'streamable-http',
    command: ['acknowledges', form],
    calls: ['echo'],
    right: works,
  }),
);

/** A socket that is cut as it is used again costs only what must not come twice. */
export const socketQuirks: readonly Quirk[] = [
  ['reads', 'hello'],
  ['repeats', 'hello'],
  ['writes', 'CONNECTION_RESET'],
  ['unknown', 'CONNECTION_RESET'],
].map(([tool = '', second = '']) => ({
  what: `a reused socket is cut under a tool: ${tool}`,
  door: 'streamable-http',
  command: ['cuts-sockets'],
  calls: [tool, tool],
  right: { state: 'ready', calls: ['hello', second], finally: 'ready' },
}));
