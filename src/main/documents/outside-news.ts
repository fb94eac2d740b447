import type { Problem } from '../../shared/domain/server.ts';
import type { DocumentReload, EditableDocument } from './document-ports.ts';
import { isObject } from '../../shared/util/is-object.ts';

/** What became of a change that somebody else made to a file. */
export type OutsideNews =
  /** It is in use; parts that could not be read are kept in the file and listed. */
  | {
      readonly kind: 'taken-over';
      readonly problems: readonly Problem[];
      /** Servers whose handle in the file is another's, and what they have instead. */
      readonly rehandled?: readonly {
        readonly title: string;
        readonly wished: string;
        readonly handle: string;
      }[];
    }
  /** Nothing of it is used; `detail` says where it is wrong. */
  | { readonly kind: 'not-readable'; readonly detail: string };

/** Told about such changes. */
export type OutsideListener = (news: OutsideNews) => void;

/**
 * Runs a change of an editable document on what its file holds at that moment: takes over first
 * what others have made of it, and once more when they change it in the middle of the save.
 */
export async function onPresentFile<T, V>(
  store: EditableDocument<V>,
  onReload: (reload: DocumentReload<V>) => void,
  change: () => Promise<T>,
): Promise<T> {
  onReload(await store.reload());
  const done = await change();
  if (!isConflict(done)) return done;
  onReload(await store.reload());
  return change();
}

function isConflict(done: unknown): boolean {
  if (!isObject(done) || !isObject(done['error'])) return false;
  return done['error']['reason'] === 'CHANGED_OUTSIDE';
}
