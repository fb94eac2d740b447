import { actionOf, shortcutOf } from '../../../shared/domain/shortcuts.ts';
import type { Shortcuts } from '../../../shared/domain/shortcuts.ts';
import { holdsCommandKey, pressedKeys } from './command-key.ts';
import type { Handover, Page } from './handover.ts';
import type { ShellParts } from './shell.ts';

/**
 * Lets the first paint take input: it filters and selects by itself and remembers the rest in
 * `handover`. Returns what ends the listening and notes where the focus is.
 */
export function listenEarly(
  parts: ShellParts,
  handover: Handover,
  refill: () => void,
  shortcuts: Shortcuts,
): () => void {
  const { app, search, list } = parts;
  const onInput = () => {
    handover.search = search?.value ?? '';
    refill();
  };
  const onKey = (event: KeyboardEvent) => {
    if (!noteKey(event, handover, search, shortcuts)) return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    if (event.target instanceof Element) noteClick(event.target, handover, refill);
  };
  search?.addEventListener('input', onInput);
  app.addEventListener('click', onClick);
  document.addEventListener('keydown', onKey);
  return () => {
    document.removeEventListener('keydown', onKey);
    handover.searchFocused = search !== null && document.activeElement === search;
    handover.listFocused = list !== null && document.activeElement === list;
    handover.scrollTopPx = list?.scrollTop ?? 0;
  };
}

function noteKey(
  event: KeyboardEvent,
  handover: Handover,
  search: HTMLInputElement | null,
  shortcuts: Shortcuts,
): boolean {
  const pressed = shortcutOf(pressedKeys(event));
  if (pressed === null) return false;
  const isPlain = !holdsCommandKey(event);
  if (isPlain && event.target instanceof HTMLInputElement) return false;
  const action = actionOf(pressed, shortcuts);
  if (action === 'settings') handover.page = 'settings';
  else if (action === 'add' || action === 'palette' || action === 'keys') {
    handover.actions.push({ kind: action });
  } else if (action === 'search-quickly' && search !== null) search.focus();
  else return false;
  return true;
}

function noteClick(target: Element, handover: Handover, refill: () => void): void {
  const page = target.closest<HTMLElement>('[data-early-page]')?.dataset.earlyPage;
  if (page !== undefined) handover.page = page as Page;
  const name = target.closest<HTMLElement>('[data-server-name]')?.dataset.serverName;
  const early = target.closest<HTMLElement>('[data-early]')?.dataset.early;
  if (early === 'add' || early === 'sample' || early === 'import' || early === 'resume') {
    handover.actions.push({ kind: early });
  }
  if (name === undefined) return;
  if (early === 'server-action') handover.actions.push({ kind: 'server-action', name });
  handover.selected = name;
  refill();
}
