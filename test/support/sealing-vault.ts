import type { SecretError } from '../../src/main/kernel/secret-store.ts';
import type { MasterKey } from '../../src/main/vault/sealed-record.ts';
import type { Vault } from '../../src/main/vault/vault.ts';
import { err, ok } from '../../src/shared/util/result.ts';

/** The key of everything that is sealed here. */
export const pinKey: MasterKey = { keyId: 'key', bytes: new Uint8Array(32).fill(7) };

/**
 * What sealed documents ask of a vault, over notes in memory that outlive it. While it is locked it
 * still knows whether there is a note, as the real one does; all else it refuses with `code`.
 */
export function sealingVault(
  notes = new Map<string, string>(),
  isLocked = () => false,
  code: SecretError['code'] = 'VAULT_LOCKED',
) {
  const listeners = new Set<() => void>();
  let writesLeft = Infinity;
  const usable = <T>(value: () => T) =>
    Promise.resolve(isLocked() ? err({ code, detail: '' }) : ok(value()));
  const vault: Pick<Vault, 'deriveKey' | 'onChange' | 'readNote' | 'writeNote'> = {
    deriveKey: () => usable(() => pinKey),
    readNote: (name) =>
      notes.has(name) ? usable(() => notes.get(name)) : Promise.resolve(ok(undefined)),
    writeNote: (name, text) =>
      usable(() => {
        writesLeft -= 1;
        if (writesLeft >= 0) notes.set(name, text);
      }),
    onChange(listener) {
      const own = () => listener({ state: 'ready', backend: '' });
      listeners.add(own);
      return { [Symbol.dispose]: () => void listeners.delete(own) };
    },
  };
  return {
    vault,
    notes,
    tell: () => listeners.forEach((listener) => listener()),
    /** Only so many notes still reach the disk, as when the program is killed after them. */
    limitNotes: (count: number) => void (writesLeft = count),
  };
}
