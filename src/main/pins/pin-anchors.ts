import { z } from 'zod';

import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { SecretError } from '../kernel/secret-store.ts';
import type { Vault } from '../vault/vault.ts';

/** Seals by key: of which one the file of a pin has to have. Empty: there may be no file either. */
const tableSchema = z.array(z.tuple([z.string(), z.array(z.string())]));
type Table = ReadonlyMap<string, readonly string[]>;

/** Under what the table lies in the vault. */
const noteName = 'pin-anchors';

/** In the place of a seal: no file is right, too. */
export const noFile = '';

/** A change of one row; an empty list of seals takes it out. */
export type AnchorChange = readonly [
  key: string,
  seals: (before: readonly string[]) => readonly string[],
];

/**
 * The vault's word on which pins there are, and which file of each is the last: a file that was
 * removed, or replaced by an earlier one, has a good seal or none, and is still no pin.
 */
export interface PinAnchors {
  /** What is known of a pin; undefined when there is none. Asks for the vault's key if there is a table. */
  of(key: string): Promise<Result<readonly string[] | undefined, SecretError>>;
  /** Keys under which there are pins. */
  keys(): Promise<readonly string[]>;
  /** Changes rows and puts the table into the vault. Not to be called again before it resolves. */
  change(changes: readonly AnchorChange[]): Promise<Result<void, SecretError>>;
}

/** The anchors in this vault; nothing is read before it is asked for. */
export function createPinAnchors(vault: Pick<Vault, 'readNote' | 'writeNote'>): PinAnchors {
  let reading: Promise<Result<Table, SecretError>> | undefined;
  const table = async (): Promise<Result<Table, SecretError>> => {
    const found = await (reading ??= read(vault));
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
      const written = await vault.writeNote(noteName, JSON.stringify([...next]));
      if (written.ok) reading = Promise.resolve(ok(next));
      return written;
    },
  };
}

async function read(vault: Pick<Vault, 'readNote'>): Promise<Result<Table, SecretError>> {
  const found = await vault.readNote(noteName);
  if (!found.ok) return found;
  if (found.value === undefined) return ok(new Map());
  try {
    return ok(new Map(tableSchema.parse(JSON.parse(found.value))));
  } catch {
    return err({ code: 'VAULT_LOCKED', detail: 'the anchors of pins cannot be read' });
  }
}
