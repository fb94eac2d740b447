/** A click or key made before the whole window was there, to be done as soon as it is. */
export type EarlyAction =
  | { readonly kind: 'add' | 'palette' | 'keys' }
  | { readonly kind: 'sample' | 'import' | 'resume' }
  | { readonly kind: 'server-action'; readonly name: string };

/** Pages of the window. */
export type Page = 'servers' | 'tools' | 'activity' | 'apps' | 'settings';

/** What a person did on the first paint; the window takes it over, so that nothing is lost. */
export interface Handover {
  page: Page;
  selected: string | null;
  search: string;
  searchFocused: boolean;
  listFocused: boolean;
  scrollTopPx: number;
  readonly actions: EarlyAction[];
}

/** A handover of somebody who has not touched anything. */
export function createHandover(): Handover {
  return {
    page: 'servers',
    selected: null,
    search: '',
    searchFocused: false,
    listFocused: false,
    scrollTopPx: 0,
    actions: [],
  };
}
