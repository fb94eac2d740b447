import type { ServerDefinition, StoredValue } from '../../shared/domain/server.ts';
import type { RecipientChange } from '../trust/secret-uses.ts';
import { openSecretId } from './secret-writer.ts';
import { slotAt } from './server-secrets.ts';
import { fillSlots, storedSlots } from './server-values.ts';
import { variableKey } from './variable-values.ts';

/** The server without the stored secrets in these places; a person is asked for them. */
export function withoutSecrets(
  server: ServerDefinition,
  places: readonly Pick<RecipientChange, 'place'>[],
): ServerDefinition {
  if (places.length === 0) return server;
  const slots = new Map<string, StoredValue>(storedSlots(server));
  const values = new Map(Object.entries(server.variableValues));
  for (const { place } of places) {
    if (place.kind === 'variable') values.delete(variableKey(place.name, place.profile));
    const slot = place.kind === 'variable' ? undefined : slotAt(server, place);
    if (slot !== undefined) slots.set(slot.key, { kind: 'secret', secretId: openSecretId });
  }
  return { ...server, ...fillSlots(server, slots), variableValues: Object.fromEntries(values) };
}
