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

/** Keeps what was typed while the dialog is closed; null when there is nothing. */
export const useAddDraft = perWindow(() => createStore<AddDraft | null>(() => null));
