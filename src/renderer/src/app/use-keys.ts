import { useEffect } from 'react';

import { holdsCommandKey } from '../first-paint/command-key.ts';
import type { Page } from '../first-paint/handover.ts';
import { openAdd, showPage } from '../host/ui-store.ts';
import type { UiStore } from '../host/ui-store.ts';
import { useWindow } from '../host/window-context.tsx';
import type { WindowParts } from '../host/window-context.tsx';
import { useReporter } from '../ui/use-reporter.ts';
import { focusSearch, isCovered } from './is-covered.ts';
import { useUndo } from './use-undo.tsx';
import type { UndoKeys } from './use-undo.tsx';

const pages: readonly Page[] = ['servers', 'tools', 'activity', 'apps', 'settings'];

/** Keys that work everywhere in the window. */
export function useKeys(): void {
  const parts = useWindow();
  const { ui } = parts;
  const keys = useUndo();
  const report = useReporter();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      const hasCommand = holdsCommandKey(event);
      const isHandled =
        hasCommand && isForProfile(event)
          ? !isCovered(ui) && switchToNext(parts, report)
          : hasCommand
            ? withCommand(ui, event, keys)
            : plain(ui, event);
      if (isHandled) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [parts, ui, keys, report]);
}

function isForProfile(event: KeyboardEvent): boolean {
  return event.shiftKey && event.key.toLowerCase() === 'p';
}

/** Puts the profile in use that follows the one of now; false where there is only one. */
function switchToNext({ host }: WindowParts, report: (call: Promise<unknown>) => void): boolean {
  const { all = [], activeId } = host.mirror.getState().snapshot?.profiles ?? {};
  const at = all.findIndex(({ id }) => id === activeId);
  const next = all[(at + 1) % all.length];
  if (next === undefined || next.id === activeId) return false;
  report(host.client.profiles.activate({ id: next.id }));
  return true;
}

function withCommand(ui: UiStore, event: KeyboardEvent, keys: UndoKeys): boolean {
  if (isCovered(ui)) return false;
  const key = event.key.toLowerCase();
  const page = pages[Number(key) - 1];
  if (key === 'k') ui.setState({ overlay: 'palette' });
  else if (key === 'n') openAdd(ui);
  else if (key === ',') showPage(ui, 'settings');
  else if (key === 'f') focusSearch(() => showPage(ui, 'servers'));
  else if (key === 'z' && !event.shiftKey) return !isTyping(event.target) && keys.undo();
  else if (key === 'z' || key === 'y') return !isTyping(event.target) && keys.redo();
  else if (page !== undefined) showPage(ui, page);
  else return false;
  return true;
}

function plain(ui: UiStore, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  if (isTyping(event.target) || isCovered(ui)) return false;
  if (event.key === '?') ui.setState({ overlay: 'keys' });
  else if (event.key === '/') focusSearch(() => showPage(ui, 'servers'));
  else return false;
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]')
  );
}
