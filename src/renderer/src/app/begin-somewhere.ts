import type { Snapshot } from '../../../shared/domain/events.ts';
import { showItem, type UiStore } from '../host/ui-store.ts';

/**
 * Chooses a server where a window begins without one: the last that was chosen, or the sample with
 * its first tool ready to run while there is no other.
 */
export function beginSomewhere(ui: UiStore, snapshot: Snapshot | null, last: string | null): void {
  if (snapshot === null || ui.getState().selected !== null) return;
  const known = snapshot.servers.find(({ name }) => name === last);
  if (known !== undefined) {
    ui.setState({ selected: known.name });
    return;
  }
  const [only, ...others] = snapshot.servers;
  if (only?.transport.type !== 'built-in' || others.length > 0) return;
  showItem(ui, only.name, 'tools', 'echo');
}
