import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

import type { ServerView } from '../../../../shared/domain/server.ts';
import { isSame } from '../../ui/drafts.ts';
import { perWindow } from '../../ui/per-window.ts';
import { toForm } from './form-model.ts';
import type { ServerForm } from './form-model.ts';
import { serverPlace } from './server-place.ts';

/** A form that was changed and not saved yet, and what it was before. */
interface EditDraft {
  readonly base: ServerForm;
  readonly form: ServerForm;
}

const useDrafts = perWindow(() =>
  createStore<ReadonlyMap<string, EditDraft>>(() => new Map<string, EditDraft>()),
);

/** What is typed in the settings of a server; it is kept while the window lives, wherever one goes. */
export function useEditDraft(server: ServerView): {
  readonly original: ServerForm;
  readonly form: ServerForm;
  /** Keeps a changed form; null drops it. */
  readonly setForm: (form: ServerForm | null) => void;
} {
  const store = useDrafts();
  const place = serverPlace(server, 'settings');
  const original = useMemo(() => toForm(server), [server]);
  const draft = useStore(store, (drafts) => drafts.get(place));
  const form = useMemo(
    () => (draft === undefined ? original : rebased(draft, original)),
    [draft, original],
  );
  const setForm = useCallback(
    (next: ServerForm | null) =>
      store.setState((drafts) => {
        const changed = new Map(drafts);
        if (next === null) changed.delete(place);
        else changed.set(place, { base: original, form: next });
        return changed;
      }, true),
    [store, place, original],
  );
  return { original, form, setForm };
}

/** Whether a server has settings that were changed and not saved. */
export function useHasEditDraft(server: ServerView | undefined): boolean {
  const place = server === undefined ? '' : serverPlace(server, 'settings');
  return useStore(useDrafts(), (drafts) => drafts.has(place));
}

/** What was typed, on top of what was saved meanwhile: fields nobody changed follow. */
export function rebased({ base, form }: EditDraft, next: ServerForm): ServerForm {
  const typed = Object.entries(form).filter(
    ([key, value]) => !isSame(value, base[key as keyof ServerForm]),
  );
  return { ...next, ...Object.fromEntries(typed) };
}
