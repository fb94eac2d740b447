import type { DocumentStore } from '../documents/document-ports.ts';
import type { Anchors } from '../vault/anchors.ts';
import { readAnchored } from '../vault/read-anchored.ts';
import type { UnprovenReason } from '../vault/read-anchored.ts';
import type { Vault } from '../vault/vault.ts';
import { openPin } from './pin-file.ts';
import type { Pin, PinFile } from './pin-file.ts';

/** What the disk and the vault say together. */
export type FoundPin =
  | { readonly kind: 'none' }
  /** Not anchored: an earlier version of Patchbay kept it, and the vault is to be told. */
  | { readonly kind: 'agreed'; readonly pin: Pin; readonly isAnchored: boolean }
  | { readonly kind: 'unproven'; readonly reason: UnprovenReason };

/** Reads and judges the pin of one server and owner. */
export async function readPin(
  key: string,
  document: DocumentStore<PinFile>,
  { anchors, vault }: { readonly anchors: Anchors; readonly vault: Pick<Vault, 'deriveKey'> },
): Promise<FoundPin> {
  const found = await readAnchored(key, document, {
    anchors,
    deriveKey: () => vault.deriveKey('pin', false),
    open(derived, file: PinFile) {
      const opened = openPin(derived, key, file);
      return opened && { value: opened.pin, isAnchored: opened.isAnchored };
    },
  });
  if (found.kind !== 'proven') return found;
  return { kind: 'agreed', pin: found.value, isAnchored: found.isAnchored };
}
