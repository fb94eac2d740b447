import { useCallback } from 'react';
import type { KeyboardEvent } from 'react';

import { holdsCommandKey } from '../../first-paint/command-key.ts';
import { showServer } from '../../host/ui-store.ts';
import type { UiStore } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import { indexAfterKey } from '../../parts/offers/item-list-model.ts';
import {
  cursorOf,
  withAll,
  withCursor,
  withRangeTo,
  withToggled,
} from '../../parts/servers/picked-servers.ts';
import { namesOf } from '../../parts/servers/server-list-model.ts';
import type { ListItem } from '../../parts/servers/server-list-model.ts';

const rowMenuInsetPx = 12;

/**
 * Moves the selection with the arrow keys, Home, End, Page Up and Down; Enter goes to the details,
 * the menu key opens the row's menu. With Shift they pick what lies between; with the command key
 * they only move, Space then picks one, and A picks all. Delete asks to remove what is picked.
 */
export function useListKeys(items: readonly ListItem[]): (event: KeyboardEvent) => void {
  const { ui } = useWindow();
  return useCallback(
    (event) => {
      // With Alt they move a server, as a person has chosen.
      if (event.altKey) return;
      const names = namesOf(items);
      const isHandled =
        goes(event, names, ui) || picks(event, names, ui) || moves(event, names, ui);
      if (isHandled) event.preventDefault();
    },
    [items, ui],
  );
}

function goes(event: KeyboardEvent, names: readonly string[], ui: UiStore): boolean {
  if (event.key === 'Enter') {
    const cursor = cursorOf(ui.getState());
    const name = cursor !== null && names.includes(cursor) ? cursor : names[0];
    if (name !== undefined && !isOneOfMany(ui, name)) showServer(ui, name);
    // Those of another server are only now drawn.
    setTimeout(() => document.getElementById('detail-title')?.focus(), 0);
    return false;
  }
  const wantsMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
  if (!wantsMenu) return false;
  // The menu would take the same key press for one of its own.
  event.stopPropagation();
  openRowMenu(ui);
  return true;
}

const isOneOfMany = (ui: UiStore, name: string): boolean =>
  ui.getState().picked.names.includes(name);

function picks(event: KeyboardEvent, names: readonly string[], ui: UiStore): boolean {
  // In the search these are keys of the text.
  if (event.target instanceof HTMLInputElement) return false;
  const state = ui.getState();
  const cursor = cursorOf(state);
  const isCommand = holdsCommandKey(event);
  if (isCommand && event.key.toLowerCase() === 'a') ui.setState(withAll(state, names));
  else if (event.key === ' ' && isCommand && cursor !== null) {
    ui.setState(withToggled(state, cursor));
  } else if (event.key === 'Escape' && state.picked.names.length > 0 && cursor !== null) {
    showServer(ui, cursor);
  } else if (event.key === 'Delete') return askToRemove(ui);
  else return false;
  return true;
}

function askToRemove(ui: UiStore): boolean {
  const { selected, picked } = ui.getState();
  if (picked.names.length > 0) ui.setState({ many: { kind: 'remove', names: picked.names } });
  else if (selected !== null) ui.setState({ removing: selected });
  else return false;
  return true;
}

function moves(event: KeyboardEvent, names: readonly string[], ui: UiStore): boolean {
  const state = ui.getState();
  const at = names.indexOf(cursorOf(state) ?? '');
  const next = indexAfterKey(event.key, at, names.length);
  const name = next === null ? undefined : names[next];
  if (name === undefined) return false;
  if (event.shiftKey) ui.setState(withRangeTo(state, names, name));
  else if (holdsCommandKey(event)) ui.setState(withCursor(state, name));
  else showServer(ui, name);
  return true;
}

/** Opens the menu of the row the keys are at, as far as it is in view. */
function openRowMenu(ui: UiStore): void {
  const name = cursorOf(ui.getState());
  const row = name === null ? null : document.getElementById(`server:${name}`);
  if (name === null || row === null) return;
  const { left, bottom } = row.getBoundingClientRect();
  ui.setState({ rowMenu: { name, xPx: left + rowMenuInsetPx, yPx: bottom } });
}
