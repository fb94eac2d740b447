import type { Client } from './client.ts';
import type { UiStore } from './ui-store.ts';

/** Tells main where the person is, now and at every change: the title and the menu follow it. */
export function tellPlace(ui: UiStore, client: Pick<Client, 'app'>): void {
  const tell = () => {
    const { page, selected, picked } = ui.getState();
    // The menu for servers is about one; several have buttons of their own.
    const server = page === 'servers' && picked.names.length === 0 ? selected : null;
    // The title of a window that is being left behind matters to nobody.
    void client.app.place({ page, server }).catch(() => undefined);
  };
  ui.subscribe(({ page, selected, picked }, before) => {
    const isSame = page === before.page && selected === before.selected;
    if (!isSame || picked !== before.picked) tell();
  });
  tell();
}
