import { createStore } from 'zustand/vanilla';

import type { Problem } from '../../../../shared/domain/server.ts';
import { perWindow } from '../../ui/per-window.ts';
import type { AddItem } from './add-model.ts';

/** What was typed and corrected in the dialog that adds servers, and not added yet. */
export interface AddDraft {
  readonly text: string;
  readonly items: readonly AddItem[];
  readonly problems: readonly Problem[];
}

/** A text that came from elsewhere, by a link say, has a place of its own beside what was typed. */
export type AddSlot = 'own' | 'given';

/** Both places; null where nothing is. */
export type AddDrafts = Readonly<Record<AddSlot, AddDraft | null>>;

/**
 * Which place the dialog shows: that of a text which comes from elsewhere, else what is not added
 * yet, the newest first.
 */
export function slotOf(drafts: AddDrafts, initialText: string): AddSlot {
  return initialText !== '' || drafts.given !== null ? 'given' : 'own';
}

/** Keeps what was typed while the dialog is closed. */
export const useAddDraft = perWindow(() =>
  createStore<AddDrafts>(() => ({ own: null, given: null })),
);
