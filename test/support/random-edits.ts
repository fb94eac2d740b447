import type { FiledServer } from './doors/trust-door.ts';

/** What a made-up edit draws on. */
export interface EditSource {
  /** A whole number from 0 up to, not including, `below`. */
  readonly draw: (below: number) => number;
  /** Addresses that other servers have, and those of nobody's. */
  readonly urls: readonly string[];
  /** A program that nobody agreed to. */
  readonly evil: string;
}

/** A seeded source of draws, so that a trial can be repeated. */
export function drawFrom(seed: number): EditSource['draw'] {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Change = (
  entry: FiledServer,
  all: readonly FiledServer[],
  source: EditSource,
) => FiledServer | undefined;

const transportOf = (entry: FiledServer) => entry['transport'] as Record<string, unknown>;
const withTransport = (entry: FiledServer, more: object): FiledServer => ({
  ...entry,
  transport: { ...transportOf(entry), ...more },
});
const pick = <T>(source: EditSource, from: readonly T[]): T => {
  const one = from[source.draw(from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};
const program = (evil: string, more: object = {}) => ({
  type: 'stdio',
  command: process.execPath,
  args: [evil],
  env: {},
  ...more,
});

/** Every id of a secret in an entry, as it is written there. */
const idsIn = (value: unknown): readonly string[] =>
  [...JSON.stringify(value).matchAll(/"secretId":"([^"]*)"/g)].map(([, id]) => id ?? '');

const secretOf = (all: readonly FiledServer[], source: EditSource) => {
  const ids = all.flatMap(idsIn);
  return { kind: 'secret', secretId: ids.length === 0 ? 'none' : pick(source, ids) };
};

/** Replaces ids one for one, wherever they stand. */
function withIds(entry: FiledServer, all: readonly FiledServer[], source: EditSource): FiledServer {
  const others = all.flatMap(idsIn);
  if (others.length === 0) return entry;
  return JSON.parse(
    JSON.stringify(entry).replaceAll(
      /"secretId":"[^"]*"/g,
      () => `"secretId":"${pick(source, others)}"`,
    ),
  ) as FiledServer;
}

/** What somebody can do to one server in the file, each by itself. */
const changes: readonly Change[] = [
  (entry, _, source) => withTransport(entry, { url: pick(source, source.urls) }),
  (entry, _, source) => {
    const url = pick(source, source.urls);
    const type = pick(source, ['sse', 'websocket', 'streamable-http']);
    const headers = transportOf(entry)['headers'] ?? transportOf(entry)['env'] ?? {};
    return { ...entry, transport: { type, url: ofKind(url, type), headers } };
  },
  (entry, _, source) => {
    const host = new URL(pick(source, source.urls)).host;
    const { variables = [], variableValues = {} } = entry;
    const named = withTransport(entry, { url: 'http://{{HOST}}/mcp' });
    return {
      ...named,
      variables: [...(variables as unknown[]), { name: 'HOST', sensitive: false }],
      variableValues: { ...(variableValues as object), HOST: { kind: 'text', text: host } },
    };
  },
  withIds,
  (entry, all, source) =>
    withTransport(entry, { headers: { 'X-Borrowed': secretOf(all, source) } }),
  (entry, all, source) => ({
    ...entry,
    auth: { type: 'api-key', placement: 'bearer', key: secretOf(all, source) },
  }),
  (entry, all, source) => {
    const env = { KEY: secretOf(all, source) };
    return { ...entry, transport: program(source.evil, { env }) };
  },
  (entry, _, source) => {
    const { env = {} } = transportOf(entry);
    return { ...entry, transport: program(source.evil, { env }) };
  },
  (entry, _, source) => withTransport(entry, { args: [source.evil, String(source.draw(9))] }),
  (entry, _, source) => {
    const { args = [] } = transportOf(entry);
    return withTransport(entry, { args: [...(args as string[]), `--more=${source.draw(99)}`] });
  },
  (entry, _, source) => {
    const { env = {} } = transportOf(entry);
    const name = pick(source, ['NODE_OPTIONS', 'PATH', 'EXTRA']);
    const text = name === 'NODE_OPTIONS' ? `--require ${source.evil}` : '/tmp';
    return withTransport(entry, { env: { ...(env as object), [name]: { kind: 'text', text } } });
  },
  (entry, all, source) => {
    const { env = {} } = transportOf(entry);
    return withTransport(entry, { env: { ...(env as object), MORE: secretOf(all, source) } });
  },
  (entry) => withTransport(entry, { cwd: '/tmp' }),
  (entry, all, source) => ({ ...pick(source, all), name: entry.name }),
  (entry, _, source) => ({ ...entry, name: `renamed-${String(source.draw(1_000_000))}` }),
  (entry, _, source) => ({
    ...entry,
    enabled: true,
    start: 'on-launch',
    consent: 'agreed',
    updatedAt: source.draw(2_000_000_000),
  }),
  () => undefined,
];

const ofKind = (url: string, type: string): string =>
  type === 'websocket' ? url.replace('http', 'ws') : url;

/** Every server of a file changed in one to three ways, some of them twice under two names. */
export function editedServers(
  servers: readonly FiledServer[],
  source: EditSource,
): readonly FiledServer[] {
  const taken = new Set<string>();
  return servers.flatMap((entry) => {
    let edited: FiledServer | undefined = entry;
    for (let left = 1 + source.draw(3); left > 0 && edited !== undefined; left -= 1) {
      edited = pick(source, changes)(edited, servers, source);
    }
    const isCopied = source.draw(4) === 0;
    const copy = isCopied ? [{ ...(edited ?? entry), name: `copy-of-${entry.name}` }] : [];
    return [...(edited === undefined ? [] : [edited]), ...copy].filter(({ name }) => {
      const isNew = !taken.has(name);
      taken.add(name);
      return isNew;
    });
  });
}
