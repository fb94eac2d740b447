import { isDefinedError, safe } from '@orpc/client';
import { useCallback, useEffect, useRef, useState } from 'react';

import type { PasteReading, Problem } from '../../../../shared/domain/server.ts';
import type { Client } from '../../host/client.ts';
import { useClient } from '../../host/window-context.tsx';
import { toDraft } from '../../parts/server-form/form-model.ts';
import { useExplain } from '../../ui/use-reporter.ts';
import { slotOf, useAddDraft } from './add-draft.ts';
import { canAdd, isChecked, itemByHand, itemsOf } from './add-model.ts';
import type { AddItem, ItemCheck } from './add-model.ts';

const readAfterMs = 180;
const checkAfterMs = 150;

/** The state of the dialog that adds servers. */
export interface Adding {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly items: readonly AddItem[];
  readonly changeItem: (id: number, change: Partial<AddItem>) => void;
  /** Problems of the text as a whole. */
  readonly problems: readonly Problem[];
  /** Why saving failed; empty while it did not. */
  readonly message: string;
  readonly isSaving: boolean;
  /** Names of the servers that were saved; null before. */
  readonly saved: readonly string[] | null;
  readonly canSave: boolean;
  readonly save: () => Promise<void>;
  /** Replaces what was understood by a form to fill in. */
  readonly fillInByHand: () => void;
  /** Goes back to the text. */
  readonly restart: () => void;
  /** Forgets what was typed; else it is there again when the dialog is opened the next time. */
  readonly discard: () => void;
}

/** Reads what is typed, checks what was understood, and saves it on demand. */
export function useAdding(initialText: string): Adding {
  const client = useClient();
  const explain = useExplain();
  const draft = useAddDraft();
  // A text that comes from elsewhere is what is wanted now.
  const [slot] = useState(() => slotOf(draft.getState(), initialText));
  const [kept] = useState(() => (initialText === '' ? draft.getState()[slot] : null));
  const [text, setText] = useState(kept?.text ?? initialText);
  const [items, setItems] = useState<readonly AddItem[]>(kept?.items ?? []);
  const [problems, setProblems] = useState<readonly Problem[]>(kept?.problems ?? []);
  const [saved, setSaved] = useState<readonly string[] | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [message, setMessage] = useState('');
  const changeItem = useCallback((id: number, change: Partial<AddItem>) => {
    setItems((old) => old.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }, []);
  // Until a text is read, what is shown is about another one and must not be added in its place.
  const [readText, setReadText] = useState(kept?.text ?? '');
  const onRead = useCallback((reading: PasteReading, of: string) => {
    setItems(itemsOf(reading));
    setProblems(reading.problems);
    setReadText(of);
  }, []);
  useReading(client, text, kept?.text, onRead);
  useChecks(client, items, changeItem);

  useEffect(() => {
    const isSomething = text !== '' || items.length > 0;
    draft.setState({ [slot]: saved === null && isSomething ? { text, items, problems } : null });
  }, [draft, slot, text, items, problems, saved]);

  const wanted = items.filter(({ isIncluded }) => isIncluded);
  const canSave = readText === text && wanted.length > 0 && wanted.every(canAdd);
  const save = async () => {
    setSaving(true);
    setMessage('');
    const names: string[] = [];
    for (const item of wanted) {
      const outcome = await saveItem(client, item);
      if (outcome.kind === 'saved') {
        names.push(outcome.name);
        changeItem(item.id, { isIncluded: false });
      } else if (outcome.kind === 'check') changeItem(item.id, { check: outcome.check });
      else setMessage(explain(outcome.error));
    }
    setSaving(false);
    if (names.length === wanted.length) setSaved(names);
  };
  const fillInByHand = () => {
    setItems([itemByHand(text)]);
    setReadText(text);
    setProblems([]);
  };
  const restart = () => {
    setSaved(null);
    setItems((old) => old.map((item) => ({ ...item, isIncluded: true })));
  };
  return {
    text,
    setText,
    items,
    changeItem,
    problems,
    message,
    isSaving,
    saved,
    canSave,
    save,
    fillInByHand,
    restart,
    discard: () => draft.setState({ [slot]: null }),
  };
}

/** Reads the text once somebody stops typing; `known` was read before and may have been corrected. */
function useReading(
  client: Client,
  text: string,
  known: string | undefined,
  onRead: (reading: PasteReading, of: string) => void,
): void {
  const read = useRef(known);
  useEffect(() => {
    if (text === read.current) return;
    read.current = undefined;
    if (text.trim() === '') {
      onRead({ format: 'unknown', servers: [], problems: [] }, text);
      return;
    }
    const end = new AbortController();
    const timer = setTimeout(() => {
      client.servers
        .parse({ text }, { signal: end.signal })
        .then((reading) => {
          if (!end.signal.aborted) onRead(reading, text);
        })
        .catch(() => undefined);
    }, readAfterMs);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [client, text, onRead]);
}

function useChecks(
  client: Client,
  items: readonly AddItem[],
  changeItem: (id: number, change: Partial<AddItem>) => void,
): void {
  useEffect(() => {
    const unchecked = items.filter((item) => !isChecked(item));
    if (unchecked.length === 0) return;
    const end = new AbortController();
    const check = async ({ id, form }: AddItem) => {
      const { preview, problems } = await client.servers.preview(
        { draft: toDraft(form) },
        { signal: end.signal },
      );
      if (!end.signal.aborted) changeItem(id, { check: { form, preview, problems } });
    };
    // The first look is wanted at once; while somebody types it can wait.
    const isFirst = unchecked.every((item) => item.check === null);
    const timer = setTimeout(
      () => {
        for (const item of unchecked) check(item).catch(() => undefined);
      },
      isFirst ? 0 : checkAfterMs,
    );
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [client, items, changeItem]);
}

type SaveOutcome =
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'check'; readonly check: ItemCheck }
  | { readonly kind: 'failed'; readonly error: unknown };

async function saveItem(client: Client, { form, check }: AddItem): Promise<SaveOutcome> {
  const preview = check?.preview ?? null;
  // The click agreed to exactly the preview that was on screen.
  const { error, data } = await safe(
    client.servers.create({ draft: toDraft(form), consent: preview?.consent }),
  );
  if (error === null) return { kind: 'saved', name: data.name };
  if (isDefinedError(error) && error.code === 'INVALID') {
    return { kind: 'check', check: { form, preview, problems: error.data.problems } };
  }
  if (isDefinedError(error) && error.code === 'CONSENT_REQUIRED') {
    return { kind: 'check', check: { form, preview: error.data.preview, problems: [] } };
  }
  return { kind: 'failed', error };
}
