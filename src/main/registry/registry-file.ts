import { z } from 'zod';

import { serverDefinitionSchema } from '../../shared/domain/server.ts';
import type { Problem, ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { DocumentSaveError } from '../documents/document-ports.ts';

/** Version of {@link registryFileSchema}; raise it together with a migration. */
export const registryFileVersion = 1;

/** The document that holds every server. Records are checked one by one, see {@link readRecords}. */
export const registryFileSchema = z.object({ servers: z.array(z.unknown()) });
export type RegistryFile = z.infer<typeof registryFileSchema>;

/** One record of the file: a server, or something that could not be read and is kept as it was. */
export type RegistryRecord =
  | { readonly kind: 'server'; readonly server: ServerDefinition }
  | { readonly kind: 'unreadable'; readonly raw: unknown; readonly problem: Problem };

/** Servers that could be read again from where they are written. */
const sound = new WeakSet<ServerDefinition>();

/**
 * Reads the records of a file. One that is broken, or whose name an earlier one has, costs nobody
 * else: it is reported and kept, to be written back unchanged.
 */
export function readRecords(file: RegistryFile): readonly RegistryRecord[] {
  const names = new Set<string>();
  return file.servers.map((raw, index) => {
    const parsed = serverDefinitionSchema.safeParse(raw);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const path = ['servers', index, ...(issue?.path ?? [])].map(String).join('.');
      return unreadable(raw, path, issue?.message ?? 'a server');
    }
    const server = parsed.data;
    if (names.has(server.name)) {
      return unreadable(raw, `servers.${index}.name`, `a name other than "${server.name}"`);
    }
    names.add(server.name);
    sound.add(server);
    return { kind: 'server', server };
  });
}

/** Why records could not be read, for those that could not. */
export function problemsOf(records: readonly RegistryRecord[]): readonly Problem[] {
  return records.flatMap((one) => (one.kind === 'unreadable' ? [one.problem] : []));
}

/**
 * The file that holds these records, in this order; refused when a server that is new among the
 * `known` ones could not be read again. What was unreadable before stays as it was.
 */
export function checkedFile(
  records: readonly RegistryRecord[],
  known: readonly RegistryRecord[],
): Result<RegistryFile, DocumentSaveError> {
  const detail = faultOf(records, known);
  return detail === undefined
    ? ok(writeRecords(records))
    : err({ code: 'INVALID_CONTENT', detail });
}

function faultOf(
  records: readonly RegistryRecord[],
  known: readonly RegistryRecord[],
): string | undefined {
  const names = new Set<string>();
  for (const record of records) {
    if (record.kind === 'unreadable') continue;
    const { server } = record;
    if (names.has(server.name)) return `${server.name}.name`;
    names.add(server.name);
    if (sound.has(server)) continue;
    const parsed = serverDefinitionSchema.safeParse(server);
    if (parsed.success) sound.add(server);
    else if (!known.some((one) => one.kind === 'server' && one.server === server)) {
      return [server.name, ...(parsed.error.issues[0]?.path ?? [])].map(String).join('.');
    }
  }
  return undefined;
}

/** The file that holds these records, in this order. */
export function writeRecords(records: readonly RegistryRecord[]): RegistryFile {
  return {
    servers: records.map((record) => (record.kind === 'server' ? record.server : record.raw)),
  };
}

const texts = new WeakMap<object, string>();

/** The JSON text of a file, and the records it was made of. */
interface WrittenOut {
  readonly servers: readonly unknown[];
  /** Without its end. */
  readonly text: string;
}

/**
 * Makes the JSON text of a file; what has not changed since the last time is not written out again,
 * and what is added to the same records is added to their text.
 */
export function createTextOfFile(): (file: RegistryFile) => string {
  let last: WrittenOut = { servers: [], text: '{"servers":[' };
  return ({ servers }) => {
    const more = last.servers.every((one, index) => one === servers[index])
      ? servers.slice(last.servers.length)
      : undefined;
    const texts = (more ?? servers).map(textOfRecord).join(',');
    const isBetween = more !== undefined && more.length > 0 && last.servers.length > 0;
    const text =
      more === undefined ? `{"servers":[${texts}` : last.text + (isBetween ? ',' : '') + texts;
    last = { servers, text };
    return `${text}]}`;
  };
}

function textOfRecord(record: unknown): string {
  if (typeof record !== 'object' || record === null) return JSON.stringify(record) ?? 'null';
  const known = texts.get(record) ?? JSON.stringify(record);
  texts.set(record, known);
  return known;
}

function unreadable(raw: unknown, path: string, message: string): RegistryRecord {
  const problem: Problem = { code: 'RECORD_INVALID', path, message, severity: 'warning' };
  return { kind: 'unreadable', raw, problem };
}
