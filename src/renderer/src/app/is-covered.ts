import type { UiStore } from '../host/ui-store.ts';

/** Whether something lies above the page, which is then not what keys and menus are meant for. */
export function isCovered(ui: UiStore): boolean {
  const { adding, importing, removing, signingOut, examining, rowMenu, many, overlay } =
    ui.getState();
  const known = [adding, importing, removing, signingOut, examining, rowMenu, many, overlay];
  // Some dialogs belong to a page, or to a server that asks.
  const isAsked = document.querySelector('[role=dialog][aria-modal=true]') !== null;
  return isAsked || known.some((one) => one !== null);
}

/** Puts the cursor into the search of the page, or of the list of servers where it has none. */
export function focusSearch(showServers: () => void): void {
  const own = document.querySelector<HTMLElement>('[data-page-search]');
  const listed = document.getElementById('server-search');
  // At once where it is there: the next key may follow within the same moment.
  if (own !== null || listed !== null) {
    (own ?? listed)?.focus();
    return;
  }
  showServers();
  // The page is only now drawn.
  setTimeout(() => document.getElementById('server-search')?.focus(), 0);
}
