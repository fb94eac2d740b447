import { createHash } from 'node:crypto';

import { z } from 'zod';

import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { homeContentsSchema } from './home-contents.ts';
import type { HomeContents } from './home-contents.ts';
import { openText, sealedTextSchema, sealText } from './sealed-text.ts';
import type { NotOpened } from './sealed-text.ts';

const format = 'patchbay-export';

/** Version of the file that is written; raise it together with a migration. */
const schemaVersion = 1;

const headSchema = z.object({ format: z.literal(format), schemaVersion: z.number().int().min(1) });

const maxServers = 5_000;
const maxProfiles = 200;

const fileSchema = z.object({
  /** Epoch ms. */
  savedAt: z.number(),
  /** SHA-256 over everything else, lower-case hex. */
  checksum: z.string(),
  contents: homeContentsSchema.refine(
    ({ servers, profiles: { profiles } }) =>
      isDistinct(servers.map(({ name }) => name)) &&
      isDistinct(profiles.map(({ id }) => id)) &&
      servers.length <= maxServers &&
      profiles.length <= maxProfiles,
  ),
  /** The values of secrets, by the references in `contents`; absent when they were left out. */
  sealed: sealedTextSchema.optional(),
});

const secretsSchema = z.record(z.string(), z.string());

/** An exported file that was read; whether its secrets open is another question. */
export interface ExportFile {
  readonly savedAt: number;
  readonly contents: HomeContents;
  readonly sealed?: z.infer<typeof sealedTextSchema> | undefined;
  /** What the sealed part is bound to. */
  readonly header: string;
}

/** Why a file is not used: damaged or altered, or of a newer Patchbay. */
export interface ExportRefusal {
  readonly code: 'EXPORT_DAMAGED' | 'EXPORT_TOO_NEW';
}

/** Values of secrets by the references to them. */
export type SecretValues = ReadonlyMap<string, string>;

/** Whether a text is, or was meant to be, an exported file. */
export function isExport(text: string): boolean {
  return /^\s*\{\s*"format"\s*:\s*"patchbay-export"/.test(text.slice(0, 200));
}

/** The text of a file; secrets are in it only when there is a passphrase to encrypt them with. */
export async function writeExport(
  { contents, savedAt }: Pick<ExportFile, 'contents' | 'savedAt'>,
  secrets: { readonly values: SecretValues; readonly passphrase: string } | undefined,
  randomBytes: (length: number) => Uint8Array,
): Promise<string> {
  // What is checked later is what a reader gets: without the fields JSON leaves out.
  const plain: unknown = JSON.parse(JSON.stringify(contents));
  const header = headerOf(savedAt, plain);
  const sealed =
    secrets &&
    (await sealText(
      JSON.stringify(Object.fromEntries(secrets.values)),
      secrets.passphrase,
      header,
      randomBytes,
    ));
  const checksum = checksumOf(header, sealed);
  const file = { format, schemaVersion, savedAt, checksum, contents: plain, sealed };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Reads what {@link writeExport} wrote, and proves that nothing of it changed by accident. */
export function readExport(text: string): Result<ExportFile, ExportRefusal> {
  try {
    const json: unknown = JSON.parse(text);
    const head = headSchema.parse(json);
    if (head.schemaVersion > schemaVersion) return err({ code: 'EXPORT_TOO_NEW' });
    const { savedAt, contents, sealed, checksum } = fileSchema.parse(json);
    const raw = json as { readonly contents: unknown; readonly sealed?: unknown };
    const header = headerOf(savedAt, raw.contents);
    if (checksum !== checksumOf(header, raw.sealed)) return err({ code: 'EXPORT_DAMAGED' });
    return ok({ savedAt, contents, sealed, header });
  } catch {
    return err({ code: 'EXPORT_DAMAGED' });
  }
}

/** The secrets of a file; empty when it holds none. */
export async function openSecrets(
  { sealed, header }: ExportFile,
  passphrase: string,
): Promise<Result<SecretValues, NotOpened>> {
  if (sealed === undefined) return ok(new Map());
  const opened = await openText(sealed, passphrase, header);
  if (!opened.ok) return opened;
  const values = secretsSchema.safeParse(JSON.parse(opened.value));
  return values.success
    ? ok(new Map(Object.entries(values.data)))
    : err({ code: 'WRONG_PASSPHRASE' });
}

/**
 * SECURITY: all definitions are part of it. Whoever changes where a server is, or what it runs, in a
 * file whose passphrase they do not know, makes its secrets unreadable.
 */
function headerOf(savedAt: number, contents: unknown): string {
  return JSON.stringify([format, schemaVersion, savedAt, contents]);
}

function checksumOf(header: string, sealed: unknown): string {
  return createHash('sha256')
    .update(`${header}\n${JSON.stringify(sealed ?? null)}`)
    .digest('hex');
}

const isDistinct = (names: readonly string[]): boolean => new Set(names).size === names.length;
