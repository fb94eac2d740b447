import type { Problem, ServerDraftInput } from '../../shared/domain/server.ts';
import type { MapNode } from './config-node.ts';
import { readAuth, readHeaders } from './entry-auth.ts';
import type { EntryFields } from './entry-fields.ts';
import { createEntryFields } from './entry-fields.ts';
import { readTimeouts } from './entry-timeouts.ts';
import { readToolRules } from './entry-tool-rules.ts';
import { readTransport } from './entry-transport.ts';
import { readVariables } from './entry-variables.ts';
import { flatShape } from './entry-shape.ts';
import type { FoundServer } from './find-servers.ts';
import { pasteError } from './problem.ts';
import type { RawServer } from './raw-server.ts';

/** A server read from its block, or why there is none in it. */
export type EntryReading =
  | { readonly kind: 'raw'; readonly raw: RawServer }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/** Reads one server in the words of any known app. */
export function readEntry(found: FoundServer): EntryReading {
  const { node, line, path } = found;
  if (node.kind === 'map') return readMap(found, flatShape(node));
  const message = 'Expected the settings of a server: a block with a command or an address.';
  return { kind: 'refused', problems: [pasteError('SERVER_NOT_OBJECT', path, message, line)] };
}

function readMap(found: FoundServer, node: MapNode): EntryReading {
  const problems: Problem[] = [];
  const fields = createEntryFields(node, problems);
  const name = fields.text('name', 'name') ?? fields.text('name', 'id');
  const title = fields.text('title', 'title', 'displayName', 'display_name');
  const signIn = readAuth(fields, problems);
  const headers = (): Map<string, string> => readHeaders(fields);
  const transport = readTransport({ fields, node, found, problems, headers });
  if (transport === undefined)
    return { kind: 'refused', problems: placeProblems(found.path, problems) };
  const icon = readIcon(fields);
  const known = {
    ...readDescription(fields),
    ...icon,
    ...(signIn.auth === undefined ? {} : { auth: signIn.auth }),
    timeouts: readTimeouts(fields, found.flavour, problems),
    ...readSwitches(fields),
    ...readToolRules(fields),
  };
  const variables = [...signIn.variables, ...readVariables(fields, problems)];
  const extras = { ...signIn.extras, ...fields.rest('extras') };
  const raw: RawServer = {
    name: found.name ?? name,
    // Some apps list servers under ids of their own and call them by a name inside.
    title: title ?? (found.flavour === 'goose' || isOpaqueId(found.name) ? name : undefined),
    line: found.line,
    transport,
    fields: { ...known, extras },
    variables,
    problems,
  };
  return { kind: 'raw', raw };
}

const isOpaqueId = (name: string | undefined): boolean =>
  name !== undefined &&
  (/^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w-]{5,40}$/.test(name) ||
    /^(?:[0-9a-f]{8}-[0-9a-f-]{20,}|\d+)$/i.test(name));

/** Errors of a block that cannot become a draft, told by their place in the configuration. */
export function placeProblems(server: string, problems: readonly Problem[]): Problem[] {
  return problems
    .filter((problem) => problem.severity === 'error')
    .map((problem) => {
      const field = problem.path.replace(/^transport\b\.?/, '');
      return { ...problem, path: [server, field].filter((part) => part !== '').join('.') };
    });
}

function readDescription(fields: EntryFields): Pick<ServerDraftInput, 'description'> {
  const description = fields.text('description', 'description')?.slice(0, 10_000);
  return description ? { description } : {};
}

function readSwitches(fields: EntryFields): Pick<ServerDraftInput, 'enabled' | 'start'> {
  const isEnabled = ['enabled', 'isActive', 'is_active', 'active'].every(
    (key) => fields.flag(key) !== false,
  );
  const isDisabled = fields.flag('disabled') === true;
  const start = fields.flag('startup') === false ? { start: 'on-demand' as const } : {};
  return { enabled: isEnabled && !isDisabled, ...start };
}

/** A picture inside the text is used; a path or address of one stays an unknown field. */
function readIcon(fields: EntryFields): Pick<ServerDraftInput, 'icon'> {
  const key = ['iconPath', 'icon'].find((candidate) => {
    const node = fields.peek(candidate)?.node;
    return node?.kind === 'scalar' && isPicture(node.value);
  });
  return key === undefined ? {} : { icon: fields.text('icon', key) };
}

const isPicture = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length <= 262_144 &&
  /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/.test(value);
