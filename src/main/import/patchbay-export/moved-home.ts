import type { KeptProfile } from '../../../shared/domain/profile.ts';
import type {
  DraftValue,
  Problem,
  ServerDefinition,
  ServerDraft,
  StoredValue,
} from '../../../shared/domain/server.ts';
import { own } from '../../../shared/util/own.ts';
import type { FoundServer } from '../find.ts';
import { importProblem } from '../import-problem.ts';
import { isExport, readExport } from '../../transfer/export-file.ts';
import type { SecretValues } from '../../transfer/export-file.ts';
import type { MovedHome, MovedServer } from './moved-server.ts';

/** What an exported file is to an import. */
export interface MovedReading {
  readonly sourceId: 'patchbay' | 'file';
  readonly servers: readonly FoundServer[];
  readonly problems: readonly Problem[];
  readonly moved?: MovedHome;
}

/** Reads an exported file; undefined when the text is none. */
export function readMovedHome(text: string): MovedReading | undefined {
  if (!isExport(text)) return undefined;
  const read = readExport(text);
  if (read.ok) return movedReading({ file: read.value });
  return { sourceId: 'file', servers: [], problems: [importProblem(read.error.code)] };
}

/** The home as servers to be imported. */
export function movedReading(moved: MovedHome): MovedReading {
  const { contents } = moved.file;
  const secrets: SecretValues = moved.secrets ?? new Map();
  return {
    sourceId: 'patchbay',
    moved,
    problems: [],
    servers: contents.servers.map((definition) => ({
      path: '',
      name: definition.title,
      reading: {
        kind: 'server',
        server: { draft: draftOf(definition, secrets), likelySecrets: [], problems: [] },
      },
      moved: {
        definition,
        profiles: contents.profiles.profiles,
        choices: choicesOf(definition.name, contents.profiles.profiles),
        secrets,
      },
    })),
  };
}

function choicesOf(
  serverName: string,
  profiles: readonly KeptProfile[],
): Readonly<Record<string, boolean>> {
  return Object.fromEntries(
    profiles.flatMap(({ id, choices }) => {
      const choice = own(choices, serverName);
      return choice === undefined ? [] : [[id, choice] as const];
    }),
  );
}

/** Whether it was on for anybody. */
export function wasOn({ definition, choices }: MovedServer): boolean {
  return definition.enabled || Object.values(choices).includes(true);
}

function draftOf(definition: ServerDefinition, secrets: SecretValues): ServerDraft {
  const {
    title,
    description,
    icon,
    era,
    variables,
    timeouts,
    start,
    enabled,
    sharing,
    scope,
    toolRules,
    extras,
  } = definition;
  const value = (stored: StoredValue): DraftValue =>
    stored.kind === 'text' ? stored : { kind: 'secret', value: secrets.get(stored.secretId) };
  const values = (all: Readonly<Record<string, StoredValue>>) =>
    Object.fromEntries(Object.entries(all).map(([name, one]) => [name, value(one)]));
  const { transport, auth } = definition;
  return {
    title,
    ...(description === undefined ? {} : { description }),
    ...(icon === undefined ? {} : { icon }),
    transport:
      'env' in transport
        ? { ...transport, env: values(transport.env) }
        : 'headers' in transport
          ? { ...transport, headers: values(transport.headers) }
          : transport,
    auth: draftAuth(auth, value, values),
    era,
    variables,
    timeouts,
    start,
    enabled,
    ...(sharing && { sharing }),
    scope,
    ...(toolRules && { toolRules }),
    extras,
  };
}

function draftAuth(
  auth: ServerDefinition['auth'],
  value: (stored: StoredValue) => DraftValue,
  values: (all: Readonly<Record<string, StoredValue>>) => Record<string, DraftValue>,
): ServerDraft['auth'] {
  if (auth.type === 'api-key') return { ...auth, key: value(auth.key) };
  if (auth.type !== 'oauth') return auth;
  const { clientSecret, headers, ...rest } = auth;
  return {
    ...rest,
    ...(clientSecret === undefined ? {} : { clientSecret: value(clientSecret) }),
    ...(headers === undefined ? {} : { headers: values(headers) }),
  };
}
