import type { z } from 'zod';

import { assertNever } from '../../../shared/util/assert-never.ts';
import { notJson, unseal } from './document-store-envelope.ts';
import { systemCodeOf } from './system-code.ts';
import type { DocumentFs } from './document-store-fs.ts';

/** Turns a value of version n into one of version n + 1; keyed by n. Throws if it cannot. */
export type Migrations = Readonly<Record<number, (value: unknown) => unknown>>;

/** How a document's value is understood. */
export interface DocumentFormat<T> {
  /** The version this program writes, counted from 1. */
  readonly schemaVersion: number;
  readonly schema: z.ZodType<T>;
  readonly migrations: Migrations;
  /** The JSON text of a value, as `JSON.stringify` has it, where it can be had with less work. */
  readonly textOf?: (value: T) => string;
  /** People may change the file: a wrong checksum is no damage when the content is valid. */
  readonly isEditable?: boolean;
}

/** What one generation of a document turned out to be. */
export type Generation<T> =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'good';
      readonly value: T;
      readonly bytes: Uint8Array;
      /** False when the value was migrated from an older version. */
      readonly isCurrent: boolean;
      /** Not as it was written; only of an editable document. */
      readonly isEdited: boolean;
    }
  | { readonly kind: 'damaged'; readonly detail: string }
  | { readonly kind: 'too-new'; readonly schemaVersion: number }
  | {
      readonly kind: 'unreadable';
      readonly code: 'ACCESS_DENIED' | 'IO_ERROR';
      readonly detail: string;
    };

/** Reads and understands the file at `path`; changes nothing. */
export async function readGeneration<T>(
  fs: DocumentFs,
  path: string,
  format: DocumentFormat<T>,
): Promise<Generation<T>> {
  try {
    const kind = await fs.kindOf(path);
    switch (kind) {
      case 'absent':
        return { kind: 'absent' };
      case 'link':
        // SECURITY: following it would let another program choose which file we read and replace.
        return { kind: 'unreadable', code: 'ACCESS_DENIED', detail: 'it is a symbolic link' };
      case 'other':
        return { kind: 'unreadable', code: 'ACCESS_DENIED', detail: 'it is not a file' };
      case 'file':
        return await understandAt(await fs.read(path), format);
      default:
        return assertNever(kind);
    }
  } catch (error) {
    const code = systemCodeOf(error);
    const isDenied = code === 'EACCES' || code === 'EPERM' || code === 'ELOOP';
    return { kind: 'unreadable', code: isDenied ? 'ACCESS_DENIED' : 'IO_ERROR', detail: code };
  }
}

/** Where a value is not what its schema says, for a value that is to be saved; else undefined. */
export function faultOf<T>(value: T, { schema }: DocumentFormat<T>): string | undefined {
  const parsed = schema.safeParse(value);
  return parsed.success ? undefined : unexpected(parsed.error);
}

function unexpected(error: z.ZodError): string {
  const path = error.issues[0]?.path.map(String).join('.') ?? '';
  return `unexpected content: ${path === '' ? 'value' : path}`;
}

/** Understands bytes; of an editable document also says where they cannot be. */
async function understandAt<T>(
  bytes: Uint8Array,
  format: DocumentFormat<T>,
): Promise<Generation<T>> {
  const generation = understand(bytes, format);
  const isAsked = format.isEditable === true && generation.kind === 'damaged';
  if (!isAsked || generation.detail !== notJson) return generation;
  const { placeOfJsonError } = await import('./json-place.ts');
  const place = placeOfJsonError(new TextDecoder().decode(bytes));
  return place === '' ? generation : { ...generation, detail: `${notJson}: ${place}` };
}

function understand<T>(bytes: Uint8Array, format: DocumentFormat<T>): Generation<T> {
  const unsealed = unseal(bytes);
  if (unsealed.kind === 'damaged') return unsealed;
  const isEdited = unsealed.kind === 'edited';
  if (isEdited && format.isEditable !== true) {
    return { kind: 'damaged', detail: 'the checksum does not fit' };
  }
  const { schemaVersion } = unsealed;
  if (schemaVersion > format.schemaVersion) return { kind: 'too-new', schemaVersion };
  let { value } = unsealed;
  for (let version = schemaVersion; version < format.schemaVersion; version += 1) {
    const migrate = format.migrations[version];
    try {
      if (migrate === undefined) throw new Error('no such migration');
      value = migrate(value);
    } catch {
      // The bytes are sound and a later release may read them: they must stay as they are.
      const detail = `migration from version ${version} failed`;
      return { kind: 'unreadable', code: 'IO_ERROR', detail };
    }
  }
  const parsed = format.schema.safeParse(value);
  if (!parsed.success) return { kind: 'damaged', detail: unexpected(parsed.error) };
  const isCurrent = schemaVersion === format.schemaVersion;
  return { kind: 'good', value: parsed.data, bytes, isCurrent, isEdited };
}
