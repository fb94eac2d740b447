import type {
  DocumentLoad,
  DocumentReload,
  DocumentSaveError,
  EditableDocument,
} from '../../src/main/documents/document-ports.ts';
import { err, ok } from '../../src/shared/util/result.ts';

/** A document in memory that can be told to fail. */
export interface MemoryDocument<T> extends EditableDocument<T> {
  /** What is "on the disk", as JSON text; undefined when nothing is. */
  text: string | undefined;
  saves: number;
  /** Saves fail with this until it is taken away. */
  saveError: DocumentSaveError | undefined;
  /** What `load` answers instead of the text. */
  loadResult: DocumentLoad<T> | undefined;
  /** Saves wait for this. */
  gate: Promise<void>;
  /** What the next `reload` finds; a change becomes the text. */
  outside: DocumentReload<T>;
}

/** An empty document in memory. */
export function createMemoryDocument<T>(initial?: T): MemoryDocument<T> {
  const document: MemoryDocument<T> = {
    text: initial === undefined ? undefined : JSON.stringify(initial),
    saves: 0,
    saveError: undefined,
    loadResult: undefined,
    gate: Promise.resolve(),
    outside: { status: 'unchanged' },
    reload() {
      const found = document.outside;
      document.outside = { status: 'unchanged' };
      if (found.status === 'changed') document.text = JSON.stringify(found.value);
      return Promise.resolve(found);
    },
    load: () =>
      Promise.resolve(
        document.loadResult ??
          (document.text === undefined
            ? { status: 'absent' }
            : { status: 'loaded', value: JSON.parse(document.text) as T }),
      ),
    async save(value) {
      await document.gate;
      if (document.saveError !== undefined) return err(document.saveError);
      document.saves += 1;
      document.text = JSON.stringify(value);
      return ok(undefined);
    },
    remove() {
      document.text = undefined;
      return Promise.resolve();
    },
  };
  return document;
}
