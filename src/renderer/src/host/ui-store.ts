import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { ServerView } from '../../../shared/domain/server.ts';
import type { Phrase } from '../../../shared/i18n/phrase.ts';
import type { Handover, Page } from '../first-paint/handover.ts';
import { noFilter } from '../parts/servers/server-list-model.ts';
import type { ListFilter } from '../parts/servers/server-list-model.ts';
import { onlySelected } from '../parts/servers/picked-servers.ts';
import type { PickedServers } from '../parts/servers/picked-servers.ts';

/** Tabs of a server's details. */
export type DetailTab =
  'overview' | 'tools' | 'resources' | 'prompts' | 'logs' | 'access' | 'settings';

/** A part of the page for settings that can be asked for. */
export type SettingsPart =
  'look' | 'desktop' | 'notifications' | 'connecting' | 'network' | 'sign-in' | 'backups';

/** What a dialog asks about several servers. */
export type ManyQuestion = 'remove' | 'access' | 'allow';

/** A page that another page leads to. */
export type InnerPage = 'secrets';

/** Where the person is in the window; nothing in it is known to main. */
export interface UiState {
  readonly page: Page | InnerPage;
  readonly selected: string | null;
  /** Several servers that are picked together; {@link onlySelected} while there is just the one. */
  readonly picked: PickedServers;
  /** What is being asked before it is done with several servers, and with which. */
  readonly many: { readonly kind: ManyQuestion; readonly names: readonly string[] } | null;
  readonly tab: DetailTab;
  /** A tool, prompt (by name) or resource (by URI) that its tab should show; told once. */
  readonly item: AskedItem | null;
  /** A field of a server's settings, by its path, that should get the focus; told once. */
  readonly field: { readonly server: string; readonly path: string | null } | null;
  readonly filter: ListFilter;
  /** The add dialog with what it starts with; null when closed. */
  readonly adding: AddStart | null;
  /** The import dialog with the finds it shows, or with those of a scan; null when closed. */
  readonly importing: { readonly findIds: readonly string[] | null } | null;
  /** Who is to use a server, chosen elsewhere and still to be confirmed on its tab; told once. */
  readonly access: { readonly server: string; readonly scope: ServerView['scope'] } | null;
  /** The server whose removal is being confirmed. */
  readonly removing: string | null;
  /** The server that signing out of is being confirmed. */
  readonly signingOut: string | null;
  /** The server whose program the doctor looks for. */
  readonly examining: string | null;
  /** The row whose menu is open, and where in the window; null when none is. */
  readonly rowMenu: { readonly name: string; readonly xPx: number; readonly yPx: number } | null;
  /** A part of the page that should be brought into view; told once. */
  readonly part: SettingsPart | null;
  /** The question that waits is shown, whatever the person is typing; told once. */
  readonly answering: boolean;
  /** What is said to those who listen instead of looking. */
  readonly said: Phrase | null;
  readonly overlay: 'keys' | 'palette' | 'profiles' | 'export' | null;
}

/** One thing a server offers that should be shown. */
export interface AskedItem extends AskedBefore {
  readonly server: string;
  readonly id: string;
}

/** What a tool that is opened again should start with. */
export interface AskedBefore {
  readonly args?: JsonObject;
  /** The number of the attempt its next run is; absent: the first. */
  readonly attempt?: number;
  /** A resource that is to be read at once. */
  readonly reads?: boolean;
}

/** What the add dialog starts with. */
export interface AddStart {
  readonly text: string;
  /** How the text came here, where the person did not type it. */
  readonly from?: 'link' | 'too-large-file';
}

/** Holds a {@link UiState}. */
export type UiStore = StoreApi<UiState>;

/** Where a person was in a page that came back. */
export type WindowPlace = Pick<UiState, 'page' | 'selected' | 'tab'>;

/** A store that starts where the first paint was left, or where the page was before it came back. */
export function createUiStore(handover: Handover, place: WindowPlace | null = null): UiStore {
  const ui = createStore<UiState>(() => ({
    page: handover.page === 'servers' ? (place?.page ?? handover.page) : handover.page,
    selected: handover.selected ?? place?.selected ?? null,
    picked: onlySelected,
    many: null,
    tab: place?.tab ?? 'overview',
    item: null,
    field: null,
    filter: { ...noFilter, search: handover.search },
    adding: null,
    importing: null,
    access: null,
    removing: null,
    signingOut: null,
    examining: null,
    rowMenu: null,
    part: null,
    answering: false,
    said: null,
    overlay: null,
  }));
  // Whoever goes to another server has done with those that were picked.
  ui.subscribe(({ selected, picked }, before) => {
    if (selected !== before.selected && picked === before.picked && picked !== onlySelected) {
      ui.setState({ picked: onlySelected });
    }
  });
  return ui;
}

/** Shows a server, on the tab given or the one that was open. */
export function showServer(ui: UiStore, name: string, tab?: DetailTab): void {
  ui.setState((state) => ({
    page: 'servers',
    selected: name,
    picked: onlySelected,
    tab: tab ?? state.tab,
  }));
}

/** Shows who may use a server with a choice that is still to be confirmed. */
export function proposeAccess(ui: UiStore, server: string, scope: ServerView['scope']): void {
  ui.setState({ page: 'servers', selected: server, tab: 'access', access: { server, scope } });
}

/** Shows one thing that a server offers. */
export function showItem(
  ui: UiStore,
  server: string,
  tab: Extract<DetailTab, 'tools' | 'resources' | 'prompts'>,
  id: string,
  before: AskedBefore = {},
): void {
  ui.setState({ page: 'servers', selected: server, tab, item: { server, id, ...before } });
}

/** Shows the settings of a server with one field ready to type in; the first for null. */
export function showField(ui: UiStore, server: string, path: string | null): void {
  ui.setState({ page: 'servers', selected: server, tab: 'settings', field: { server, path } });
}

/** Shows a page. */
export function showPage(ui: UiStore, page: Page | InnerPage): void {
  ui.setState({ page });
}

/** Asks the page for Settings to bring a part into view; null when it has. */
export function showPart(ui: UiStore, part: UiState['part']): void {
  ui.setState(part === null ? { part } : { part, page: 'settings' });
}

/** Opens the dialog that adds a server; the one that imports gives way. */
export function openAdd(ui: UiStore, text = '', from?: AddStart['from']): void {
  ui.setState({ adding: from === undefined ? { text } : { text, from }, importing: null });
}

/**
 * Opens the dialog that imports, on what other apps have or on finds of main; finds that come while
 * it is open are added to those it shows.
 */
export function openImport(ui: UiStore, findIds: readonly string[] | null = null): void {
  ui.setState(({ importing: open }) => {
    // Its code may still be loading, so what it is to show is kept here.
    const shown = open?.findIds ?? [];
    const all = findIds === null ? (open?.findIds ?? null) : [...new Set([...shown, ...findIds])];
    return { importing: { findIds: all }, adding: null };
  });
}
