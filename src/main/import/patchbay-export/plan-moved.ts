import type { ImportItem, ImportState } from '../../../shared/domain/import.ts';
import type { MovedProfile } from '../../../shared/domain/moving.ts';
import type { KeptProfile } from '../../../shared/domain/profile.ts';
import type { ServerView } from '../../../shared/domain/server.ts';
import { differences, launchShape } from '../launch-shape.ts';
import type { NumberedFind, PlannedServer } from '../plan-import.ts';
import { launchPreview } from '../../registry/launch-preview.ts';
import { distinctTitle, freeName } from '../../registry/slug.ts';
import { serverSecretsOf } from '../../registry/server-secrets.ts';
import { matchProfiles } from './match-profiles.ts';
import { wasOn } from './moved-home.ts';
import type { MovedHome, MovedServer } from './moved-server.ts';

/**
 * Compares the servers of an exported file with all that are here. A server is known again by its
 * name, and else by what it starts or contacts; each here is met once, because two servers may well
 * start the same for two accounts.
 */
export function planMoved(
  { id: findId, find }: NumberedFind,
  here: readonly ServerView[],
): readonly PlannedServer[] {
  const taken = new Set(here.map(({ name }) => name));
  const byName = new Map(here.map((server) => [server.name, server]));
  const names = new Set(find.servers.flatMap(({ moved }) => moved?.definition.name ?? []));
  const strangers = here.filter(({ name }) => !names.has(name));
  const meet = (server: MovedServer['definition']): ServerView | undefined => {
    const namesake = byName.get(server.name);
    if (namesake !== undefined) return namesake;
    const shape = launchShape(server);
    const index = strangers.findIndex((one) => launchShape(one) === shape);
    return index === -1 ? undefined : strangers.splice(index, 1)[0];
  };
  return find.servers.flatMap((found, index): readonly PlannedServer[] => {
    const { moved, reading } = found;
    if (moved === undefined || reading.kind === 'refused') return [];
    const { draft } = reading.server;
    const state = stateOf(draft, meet(moved.definition));
    const item: ImportItem = {
      id: `${findId}.${String(index)}`,
      findId,
      title: draft.title,
      newTitle: distinctTitle(draft.title, freeName(draft.title, taken), here),
      path: '',
      state,
      preview: launchPreview(draft),
      isOffThere: !wasOn(moved),
      vaultOffers: [],
      asks: [...openQuestions(moved)],
      isProposed: state.kind === 'new',
      problems: [],
    };
    const { origin } = moved.definition;
    return [{ item, draft, found, ...(origin && { origin }) }];
  });
}

function stateOf(
  draft: Parameters<typeof differences>[0],
  here: ServerView | undefined,
): ImportState {
  if (here === undefined) return { kind: 'new' };
  const found = [...differences(draft, here)];
  const { name, title } = here;
  return found.length === 0
    ? { kind: 'same', title, isHere: true }
    : { kind: 'differs', name, title, differences: found };
}

/** Names of what a person will be asked for: secrets that are not in the file, and open variables. */
function openQuestions({ definition, secrets }: MovedServer): readonly string[] {
  const open = new Set(
    serverSecretsOf(definition)
      .filter(({ secretId }) => !secrets.has(secretId))
      .map(({ place }) => ('name' in place ? place.name : secretName(place.kind, definition))),
  );
  for (const { name } of definition.variables) {
    const isFilled = Object.keys(definition.variableValues).some(
      (key) => key.slice(key.indexOf('/') + 1) === name,
    );
    if (!isFilled) open.add(name);
  }
  return [...open];
}

/** The name of what it is sent as; there is no other word for it in every language. */
function secretName(kind: string, { auth }: MovedServer['definition']): string {
  if (kind === 'client-secret') return 'client_secret';
  if (auth.type !== 'api-key' || auth.placement !== 'header') return 'Authorization';
  return auth.headerName ?? 'X-Api-Key';
}

/** The profiles of an exported file, as the window shows them. */
export function planProfiles(
  findId: string,
  { file }: MovedHome,
  here: readonly KeptProfile[],
): readonly MovedProfile[] {
  const { profiles } = file.contents.profiles;
  const { ids, added } = matchProfiles(profiles, here);
  const isNew = new Set(added.map(({ id }) => id));
  return profiles.map(({ id, title, icon, color }) => ({
    findId,
    title,
    icon,
    color,
    isHere: !isNew.has(ids.get(id) ?? id),
  }));
}
