import type { Result } from '../../shared/util/result.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import type { SecretError } from '../kernel/secret-store.ts';
import { noFile } from './anchors.ts';
import type { Anchors } from './anchors.ts';
import type { DocumentSeal } from './seal.ts';
import type { MasterKey } from './sealed-record.ts';

/**
 * Why it cannot be told what a sealed document said: the vault's key is not there, no seal of ours is
 * on it, or the vault knows of another file than the one that is there, if any.
 */
export type UnprovenReason = 'locked' | 'not-sealed' | 'not-the-last';

/** What a file holds whose seal is ours. */
export interface Opened<T> {
  readonly value: T;
  /**
   * Whether it counts only where the vault says that it was the last one: see `anchors.ts`. Unset: an
   * earlier version of Patchbay kept it, and the vault is to be told.
   */
  readonly isAnchored: boolean;
}

/** What the disk and the vault say together. */
export type FoundAnchored<T> =
  | { readonly kind: 'none' }
  | (Opened<T> & {
      readonly kind: 'proven';
      /** Every file the vault would believe; more than those of one save after a crash. */
      readonly seals: readonly string[];
    })
  | { readonly kind: 'unproven'; readonly reason: UnprovenReason };

/** How a document of one kind is proven. */
export interface AnchoredReading<F, T> {
  readonly anchors: Pick<Anchors, 'of'>;
  readonly deriveKey: () => Promise<Result<MasterKey | undefined, SecretError>>;
  /** Undefined for a file whose seal is not ours. */
  readonly open: (key: MasterKey, file: F) => Opened<T> | undefined;
}

const unproven = (reason: UnprovenReason) => ({ kind: 'unproven', reason }) as const;

/** Reads a sealed document and judges it by the vault's word on which file is the last. */
export async function readAnchored<F extends DocumentSeal, T>(
  key: string,
  document: Pick<DocumentStore<F>, 'load'>,
  { anchors, deriveKey, open }: AnchoredReading<F, T>,
): Promise<FoundAnchored<T>> {
  const found = await document.load();
  const isThere = found.status === 'loaded' || found.status === 'restored';
  if (!isThere && found.status !== 'absent') return unproven('not-sealed');
  const row = await anchors.of(key);
  if (!row.ok) return unproven('locked');
  const seals = row.value;
  if (found.status === 'absent') {
    const mayLack = seals === undefined || seals.includes(noFile);
    return mayLack ? { kind: 'none' } : unproven('not-the-last');
  }
  const derived = await deriveKey();
  if (!derived.ok) return unproven('locked');
  const opened = derived.value && open(derived.value, found.value);
  if (!opened) return unproven('not-sealed');
  const { isAnchored } = opened;
  const isLast = isAnchored ? seals?.includes(found.value.seal) : seals === undefined;
  return isLast === true
    ? { kind: 'proven', ...opened, seals: seals ?? [] }
    : unproven('not-the-last');
}
