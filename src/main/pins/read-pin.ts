import type { DocumentStore } from '../documents/document-ports.ts';
import type { Vault } from '../vault/vault.ts';
import { noFile } from './pin-anchors.ts';
import type { PinAnchors } from './pin-anchors.ts';
import { openPin } from './pin-file.ts';
import type { Pin, PinFile } from './pin-file.ts';

/**
 * Why it cannot be told what was agreed to: the vault's key is not there, no seal of ours is on it,
 * or the vault knows of another file than the one that is there, if any.
 */
export type UnprovenReason = 'locked' | 'not-sealed' | 'not-the-last';

/** What the disk and the vault say together. */
export type FoundPin =
  | { readonly kind: 'none' }
  /** Not anchored: an earlier version of Patchbay kept it, and the vault is to be told. */
  | { readonly kind: 'agreed'; readonly pin: Pin; readonly isAnchored: boolean }
  | { readonly kind: 'unproven'; readonly reason: UnprovenReason };

const unproven = (reason: UnprovenReason): FoundPin => ({ kind: 'unproven', reason });

/** Reads and judges the pin of one server and owner. */
export async function readPin(
  key: string,
  document: DocumentStore<PinFile>,
  { anchors, vault }: { readonly anchors: PinAnchors; readonly vault: Pick<Vault, 'deriveKey'> },
): Promise<FoundPin> {
  const found = await document.load();
  const isThere = found.status === 'loaded' || found.status === 'restored';
  if (!isThere && found.status !== 'absent') return unproven('not-sealed');
  const row = await anchors.of(key);
  if (!row.ok) return unproven('locked');
  const anchored = row.value;
  if (found.status === 'absent') {
    const mayLack = anchored === undefined || anchored.includes(noFile);
    return mayLack ? { kind: 'none' } : unproven('not-the-last');
  }
  const derived = await vault.deriveKey('pin', false);
  if (!derived.ok) return unproven('locked');
  const opened = derived.value && openPin(derived.value, key, found.value);
  if (!opened) return unproven('not-sealed');
  const { pin, isAnchored } = opened;
  const isLast = isAnchored ? anchored?.includes(found.value.seal) : anchored === undefined;
  return isLast === true ? { kind: 'agreed', pin, isAnchored } : unproven('not-the-last');
}
