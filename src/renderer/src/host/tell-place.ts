import type { Client } from './client.ts';
import type { UiStore } from './ui-store.ts';

/** Tells main where the person is, now and at every change: the title and the menu follow it. */
export function tellPlace(ui: UiStore, client: Pick<Client, 'app'>): void {
  const tell = () => {
    const { page, selected } = ui.getState();
    const server = page === 'servers' ? selected : null;
    // The title of a window that is being left behind matters to nobody.
    void client.app.place({ page, server }).catch(() => undefined);
  };
  ui.subscribe(({ page, selected }, before) => {
    if (page !== before.page || selected !== before.selected) tell();
  });
  tell();
}
