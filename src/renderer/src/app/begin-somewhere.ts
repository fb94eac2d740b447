import type { Snapshot } from '../../../shared/domain/events.ts';
import { showItem } from '../host/ui-store.ts';
import type { UiStore } from '../host/ui-store.ts';

/**
 * Chooses a server where a window begins without one: the sample with its first tool ready to run
 * while there is no other, else the one that was chosen last.
 */
export function beginSomewhere(ui: UiStore, snapshot: Snapshot | null, last: string | null): void {
  if (snapshot === null || ui.getState().selected !== null) return;
  const [only, ...others] = snapshot.servers;
  if (only?.transport.type === 'built-in' && others.length === 0) {
    showItem(ui, only.name, 'tools', 'echo');
    return;
  }
  const known = snapshot.servers.find(({ name }) => name === last);
  if (known !== undefined) ui.setState({ selected: known.name });
}
