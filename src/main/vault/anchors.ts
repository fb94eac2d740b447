import { z } from 'zod';

import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretError } from '../kernel/secret-store.ts';
import type { Vault } from './vault.ts';

/** Seals by key: of which one the file has to have. Empty: there may be no file either. */
const tableSchema = z.array(z.tuple([z.string(), z.array(z.string())]));
type Table = ReadonlyMap<string, readonly string[]>;

/** Tables in the vault: one for each kind of sealed document. */
export type AnchorTable = 'pin-anchors' | 'approval-anchors' | 'app-rights-anchors';

/** In the place of a seal: no file is right, too. */
export const noFile = '';

/** In the place of seals: there was one, and neither a file nor its absence is right. */
export const noneRight = '-';

/** A change of one row; an empty list of seals takes it out. */
export type AnchorChange = readonly [
  key: string,
  seals: (before: readonly string[]) => readonly string[],
];

/** A row before a save: files with these seals are right too, besides what is right until then. */
export const alsoRight =
  (seals: readonly string[]): AnchorChange[1] =>
  (before) => [...(before.length === 0 ? [noFile] : before), ...seals];

/**
 * The vault's word on which sealed documents of a kind there are, and which file of each is the last: a
 * file that was removed, or replaced by an earlier one, has a good seal or none, and still counts for
 * nothing.
 */
export interface Anchors {
  /** What is known of one; undefined when there is none. Asks for the vault's key if there is a table. */
  of(key: string): Promise<Result<readonly string[] | undefined, SecretError>>;
  /** Keys under which there are some. */
  keys(): Promise<readonly string[]>;
  /** Changes rows and puts the table into the vault. Not to be called again before it resolves. */
  change(changes: readonly AnchorChange[]): Promise<Result<void, SecretError>>;
}

/** The anchors in this vault; nothing is read before it is asked for. */
export function createAnchors(
  vault: Pick<Vault, 'readNote' | 'writeNote'>,
  name: AnchorTable,
): Anchors {
  let reading: Promise<Result<Table, SecretError>> | undefined;
  const table = async (): Promise<Result<Table, SecretError>> => {
    const found = await (reading ??= read(vault, name));
    if (!found.ok) reading = undefined;
    return found;
  };

  return {
    async of(key) {
      const found = await table();
      return found.ok ? ok(found.value.get(key)) : found;
    },
    async keys() {
      const found = await table();
      return found.ok ? [...found.value.keys()] : [];
    },
    async change(changes) {
      const found = await table();
      // A person decides over what nobody can read any more; what is merely locked is not touched.
      const next = new Map(found.ok ? found.value : []);
      for (const [key, seals] of changes) {
        const row = seals(next.get(key) ?? []);
        if (row.length === 0) next.delete(key);
        else next.set(key, row);
      }
      const written = await vault.writeNote(name, JSON.stringify([...next]));
      if (written.ok) reading = Promise.resolve(ok(next));
      return written;
    },
  };
}

async function read(
  vault: Pick<Vault, 'readNote'>,
  name: AnchorTable,
): Promise<Result<Table, SecretError>> {
  const found = await vault.readNote(name);
  if (!found.ok) return found;
  if (found.value === undefined) return ok(new Map());
  try {
    return ok(new Map(tableSchema.parse(JSON.parse(found.value))));
  } catch {
    return err({ code: 'VAULT_LOCKED', detail: `the table ${name} cannot be read` });
  }
}
