import type { DraftValue, PasteReading, Problem } from '../../../src/shared/domain/server.ts';
import { readPaste } from '../../../src/main/config-formats/read-paste.ts';

/** A reading in few words: what would be started or contacted, and everything remarkable about it. */
export interface Summary {
  format: PasteReading['format'];
  servers: ServerSummary[];
  problems?: string[];
}
export interface ServerSummary {
  title: string;
  /** The whole argv. */
  run?: string[];
  /** The transport type and address. */
  at?: string;
  cwd?: string;
  /** Variables of the program or headers; a secret starts with `secret:`. */
  values?: Record<string, string>;
  /** Names of variables; a sensitive one ends in `*`. */
  asks?: string[];
  secrets?: string[];
  auth?: unknown;
  timeouts?: unknown;
  start?: string;
  enabled?: false;
  toolRules?: unknown;
  extras?: unknown;
  /** `error CODE path:line` */
  problems?: string[];
}

/** Reads `text` for a person whose home is /home/ann, in few words. */
export function summaryOf(text: string): Summary {
  const { format, servers, problems } = readPaste(text, { home: '/home/ann' });
  return { format, servers: servers.map(serverSummary), ...some('problems', problems.map(said)) };
}

/** The only server of `text`. */
export function onlyServer(text: string): ServerSummary {
  const { servers } = summaryOf(text);
  const [server] = servers;
  if (server === undefined || servers.length > 1) throw new Error(`${servers.length} servers`);
  return server;
}

const said = ({ severity, code, path, line }: Problem): string =>
  `${severity} ${code} ${path}${line === undefined ? '' : `:${line}`}`.trimEnd();

const some = <K extends string, V>(key: K, value: V): { [P in K]?: V } =>
  Object.keys(value as object).length === 0 ? {} : ({ [key]: value } as { [P in K]?: V });

const shown = (value: DraftValue): string =>
  value.kind === 'secret' ? `secret:${value.value ?? ''}` : value.text;

function serverSummary({
  draft,
  likelySecrets,
  problems,
}: PasteReading['servers'][number]): ServerSummary {
  const { transport, auth, variables } = draft;
  if (transport.type === 'built-in') throw new Error('a paste never names a built-in server');
  const values = transport.type === 'stdio' ? transport.env : transport.headers;
  return {
    title: draft.title,
    ...(transport.type === 'stdio'
      ? { run: [transport.command, ...transport.args] }
      : { at: `${transport.type} ${transport.url}` }),
    ...(transport.type === 'stdio' && transport.cwd !== undefined ? { cwd: transport.cwd } : {}),
    ...some('values', Object.fromEntries(Object.entries(values).map(([k, v]) => [k, shown(v)]))),
    ...some(
      'asks',
      variables.map(({ name, sensitive }) => name + (sensitive ? '*' : '')),
    ),
    ...some('secrets', likelySecrets),
    ...(auth.type === 'none' ? {} : { auth }),
    ...some('timeouts', draft.timeouts),
    ...(draft.start === 'on-launch' ? {} : { start: draft.start }),
    ...(draft.enabled ? {} : { enabled: false as const }),
    ...some('toolRules', draft.toolRules ?? {}),
    ...some('extras', draft.extras),
    ...some('problems', problems.map(said)),
  };
}
