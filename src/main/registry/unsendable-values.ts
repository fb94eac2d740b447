import type { MissingSetup } from '../../shared/domain/connection-state.ts';
import { unsendableIn } from '../../shared/domain/header-values.ts';
import type { ServerDefinition, StoredValue } from '../../shared/domain/server.ts';
import { placeholdersIn } from '../../shared/domain/placeholders.ts';
import { placeOf } from './server-secrets.ts';
import { slotsOf } from './server-values.ts';

/**
 * What of a server a person has to enter anew because no header can carry it: a variable, a secret,
 * or plain text. `sent` holds what would be sent of each value, by the path of its field;
 * `variables` the values of variables by name.
 */
export function unsendableValues(
  server: ServerDefinition,
  sent: ReadonlyMap<string, string>,
  variables: ReadonlyMap<string, string>,
): readonly MissingSetup[] {
  const found = slotsOf<StoredValue>(server).flatMap(({ path, value }): MissingSetup[] => {
    const unsendable = unsendableIn(sent.get(path) ?? '');
    if (unsendable === undefined) return [];
    if (value.kind === 'secret') return [{ kind: 'secret', place: placeOf(path), unsendable }];
    const names = placeholdersIn(value.text);
    const guilty = server.variables.filter(
      ({ name }) => names.includes(name) && variables.get(name)?.includes(unsendable),
    );
    if (guilty.length === 0) return [{ kind: 'text', place: placeOf(path), unsendable }];
    return guilty.map(({ name, title }) => {
      return { kind: 'variable', name, title: title === '' ? name : title, unsendable };
    });
  });
  return [...new Map(found.map((item) => [JSON.stringify(item), item])).values()];
}
