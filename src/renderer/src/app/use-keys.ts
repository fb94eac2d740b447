import { useEffect } from 'react';

import { actionOf, shortcutOf } from '../../../shared/domain/shortcuts.ts';
import type { ShortcutAction } from '../../../shared/domain/shortcuts.ts';
import { holdsCommandKey, pressedKeys } from '../first-paint/command-key.ts';
import { toggleFavorites } from '../host/favorites.ts';
import { moveSelected } from '../host/move-server.ts';
import { openAdd, showPage } from '../host/ui-store.ts';
import { useShortcuts } from '../host/use-shortcuts.ts';
import { useWindow } from '../host/window-context.tsx';
import type { WindowParts } from '../host/window-context.tsx';
import { chosenNames } from '../parts/servers/picked-servers.ts';
import { useReporter } from '../ui/use-reporter.ts';
import { focusSearch, isCovered } from './is-covered.ts';
import { useUndo } from './use-undo.tsx';
import type { UndoKeys } from './use-undo.tsx';

/** Keys that work everywhere in the window, as a person has chosen them. */
export function useKeys(): void {
  const parts = useWindow();
  const undoing = useUndo();
  const report = useReporter();
  const shortcuts = useShortcuts();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const pressed = shortcutOf(pressedKeys(event));
      const action = pressed === null ? undefined : actionOf(pressed, shortcuts);
      if (action === undefined || isForText(event, action) || isCovered(parts.ui)) return;
      if (act(action, { parts, undoing, report })) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [parts, undoing, report, shortcuts]);
}

const ownInTexts: ReadonlySet<ShortcutAction> = new Set(['undo', 'redo', 'move-up', 'move-down']);

/** A field takes plain keys as letters, takes back what was typed itself, and has its own arrows. */
function isForText(event: KeyboardEvent, action: ShortcutAction): boolean {
  const isPlain = !holdsCommandKey(event) && event.key.length === 1;
  return (isPlain || ownInTexts.has(action)) && isTyping(event.target);
}

/** Whether it did something. */
function act(
  action: ShortcutAction,
  { parts, undoing, report }: { parts: WindowParts; undoing: UndoKeys; report: Report },
): boolean {
  const { ui } = parts;
  switch (action) {
    case 'palette':
    case 'keys':
      ui.setState({ overlay: action });
      return true;
    case 'add':
      openAdd(ui);
      return true;
    case 'search':
    case 'search-quickly':
      focusSearch(() => showPage(ui, 'servers'));
      return true;
    case 'next-profile':
      return switchToNext(parts, report);
    case 'favorite':
      return favor(parts, report);
    case 'move-up':
    case 'move-down':
      return move(parts, action === 'move-up' ? 'up' : 'down', report);
    case 'undo':
      return undoing.undo();
    case 'redo':
      return undoing.redo();
    default:
      showPage(ui, action);
      return true;
  }
}

type Report = (call: Promise<unknown>) => void;

/** Puts the profile in use that follows the one of now; false where there is only one. */
function switchToNext({ host }: WindowParts, report: Report): boolean {
  const { all = [], activeId } = host.mirror.getState().snapshot?.profiles ?? {};
  const at = all.findIndex(({ id }) => id === activeId);
  const next = all[(at + 1) % all.length];
  if (next === undefined || next.id === activeId) return false;
  report(host.client.profiles.activate({ id: next.id }));
  return true;
}

/** Only where the servers are, for they are what is meant; false elsewhere. */
function favor(parts: WindowParts, report: Report): boolean {
  const state = parts.ui.getState();
  const names = chosenNames(state);
  if (state.page !== 'servers' || names.length === 0) return false;
  report(toggleFavorites(parts, names));
  return true;
}

/** Only where the list is; false elsewhere, and where no server is selected. */
function move(parts: WindowParts, direction: 'up' | 'down', report: Report): boolean {
  const { page, selected } = parts.ui.getState();
  if (page !== 'servers' || selected === null) return false;
  report(moveSelected(parts, direction));
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
  );
}
