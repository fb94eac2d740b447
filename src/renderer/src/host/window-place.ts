import { isObject } from '../../../shared/util/is-object.ts';
import type { UiStore, WindowPlace } from './ui-store.ts';

const key = 'patchbay:place';

/** Where things are kept that outlive a page, but not the window. */
type Place = Pick<Storage, 'getItem' | 'setItem'>;

const pages: readonly string[] = ['servers', 'tools', 'activity', 'apps', 'settings', 'secrets'];
const tabs: readonly string[] = [
  'overview',
  'tools',
  'resources',
  'prompts',
  'logs',
  'access',
  'settings',
];

/** Where the page of this window was before it came back; null for a new window. */
export function rememberedPlace(storage: Place): WindowPlace | null {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    if (!isObject(kept)) return null;
    const { page, selected, tab } = kept;
    const isKnown = pages.includes(String(page)) && tabs.includes(String(tab));
    const isName = selected === null || typeof selected === 'string';
    return isKnown && isName ? ({ page, selected, tab } as WindowPlace) : null;
  } catch {
    return null;
  }
}

const lastKey = 'patchbay:last-server';

/** The server that was chosen when the window was last used; null when none was. */
export function lastServer(storage: Place): string | null {
  return storage.getItem(lastKey);
}

const pageKey = 'patchbay:last-page';

/** The page that was open when the window was last used; null when that is not known. */
export function lastPage(storage: Place): WindowPlace | null {
  const page = storage.getItem(pageKey);
  if (page === null || !pages.includes(page)) return null;
  return { page: page as WindowPlace['page'], selected: null, tab: 'overview' };
}

/** Keeps up to date what {@link lastServer} and {@link lastPage} answer. */
export function keepLastPlace(ui: UiStore, storage: Place): void {
  ui.subscribe(({ page, selected }, before) => {
    if (selected !== null && selected !== before.selected) storage.setItem(lastKey, selected);
    if (page !== before.page) storage.setItem(pageKey, page);
  });
}

/** Keeps up to date what {@link rememberedPlace} answers. */
export function keepPlace(ui: UiStore, storage: Place): void {
  ui.subscribe(({ page, selected, tab }, before) => {
    if (page === before.page && selected === before.selected && tab === before.tab) return;
    storage.setItem(key, JSON.stringify({ page, selected, tab }));
  });
}
