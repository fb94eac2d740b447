import { useMemo } from 'react';

import { useShortcuts } from '../../host/use-shortcuts.ts';
import { useSnapshot, useWindow } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { actionEntries } from './action-entries.ts';
import type { PaletteEntry } from './entry.ts';
import { paletteTexts } from './palette-texts.ts';
import { ranked } from './ranking.ts';
import { serverEntries } from './server-entries.tsx';
import { useSettingEntries } from './setting-entries.ts';
import { useOfferEntries } from './use-offer-entries.ts';
import { useSignInActions } from './use-sign-in-actions.ts';
import { useUndoAction } from './use-undo-action.ts';

const shownAtMost = 60;

/** Entries under one heading, in the order they are walked through. */
export interface EntryGroup {
  readonly name: PaletteEntry['group'] | 'recent' | 'found';
  readonly entries: readonly PaletteEntry[];
}

/**
 * What the palette shows for what is typed: all that was found, best first; with nothing typed,
 * what was chosen lately, then what can be done, then servers.
 */
export function useEntries(search: string, recent: readonly string[]): readonly EntryGroup[] {
  const t = useTexts(paletteTexts);
  const say = usePhrases();
  const parts = useWindow();
  const report = useReporter();
  const snapshot = useSnapshot();
  const undo = useUndoAction();
  const signIns = useSignInActions();
  const shortcuts = useShortcuts();
  const settings = useSettingEntries();
  const offers = useOfferEntries(search);
  const known = useMemo(() => {
    if (snapshot === null) return [];
    const deps = { parts, snapshot, shortcuts, say, t, report };
    const servers = serverEntries(deps);
    return [...undo, ...actionEntries(deps), ...signIns, ...servers, ...settings];
  }, [snapshot, shortcuts, parts, say, t, report, undo, signIns, settings]);
  return useMemo(
    () => groupsOf([...known, ...offers], search, recent),
    [known, offers, search, recent],
  );
}

/** See {@link useEntries}; no group is empty. */
export function groupsOf(
  all: readonly PaletteEntry[],
  search: string,
  recent: readonly string[],
): readonly EntryGroup[] {
  if (search.trim() !== '') {
    const entries = ranked(all, search, recent).slice(0, shownAtMost);
    return entries.length === 0 ? [] : [{ name: 'found', entries }];
  }
  const lately = recent.flatMap((id) => all.filter((one) => one.id === id).slice(0, 1));
  const others = all.filter((one) => !lately.includes(one));
  const groups: EntryGroup[] = [{ name: 'recent', entries: lately }];
  for (const name of ['actions', 'servers'] as const) {
    groups.push({
      name,
      entries: others.filter(({ group }) => group === name).slice(0, shownAtMost),
    });
  }
  return groups.filter(({ entries }) => entries.length > 0);
}
