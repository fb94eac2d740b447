import type { ImportItem, ImportState } from '../../shared/domain/import.ts';
import type { Problem, ServerDraft, ServerOrigin, ServerView } from '../../shared/domain/server.ts';
import { checkDraft } from '../registry/draft-check.ts';
import { launchPreview } from '../registry/launch-preview.ts';
import { isRequired } from '../registry/optional-parts.ts';
import { distinctTitle, freeName, isSameTitle, slugOf } from '../registry/slug.ts';
import type { Find, FoundServer } from './find.ts';
import { differences, isSameServer, launchShape } from './launch-shape.ts';
import { own } from '../../shared/util/own.ts';

/** A find with the id it is known by. */
export interface NumberedFind {
  readonly id: string;
  readonly find: Find;
  /** Its place as a person reads it. */
  readonly shortPlace: string;
}

/** A found server with its place in the plan; `draft` is absent when it cannot be used. */
export interface PlannedServer {
  readonly item: ImportItem;
  readonly draft?: ServerDraft;
  readonly found: FoundServer;
  /** Where it was found; absent for a text or a link. */
  readonly origin?: ServerOrigin;
}

/**
 * Compares what was found with the servers that are there. Pure: touches nothing, and takes time in
 * proportion to what was found. The order is that of the finds.
 */
export function planImport(
  finds: readonly NumberedFind[],
  servers: readonly ServerView[],
): readonly PlannedServer[] {
  const known = indexOf(servers);
  const titles = [...servers];
  const planned: Planned = { shapes: new Map(), slugs: new Set(), titles, names: namesOf(servers) };
  return finds.flatMap(({ id, find, shortPlace }) => {
    const origin = shortPlace === '' ? {} : { origin: { app: find.title, place: shortPlace } };
    return find.servers.map((found, index) => ({
      ...planOne(found, `${id}.${index}`, id, known, planned),
      ...origin,
    }));
  });
}

interface Known {
  readonly byShape: ReadonlyMap<string, readonly ServerView[]>;
  readonly bySlug: ReadonlyMap<string, ServerView>;
}

/** What earlier items of the same plan will add. */
interface Planned {
  readonly shapes: Map<string, ServerDraft[]>;
  readonly slugs: Set<string>;
  /** Titles and names that are taken, whatever the person chooses. */
  readonly titles: { readonly title: string }[];
  readonly names: Set<string>;
}

const namesOf = (servers: readonly ServerView[]): Set<string> =>
  new Set(servers.map(({ name }) => name));

function indexOf(servers: readonly ServerView[]): Known {
  const byShape = new Map<string, ServerView[]>();
  const bySlug = new Map<string, ServerView>();
  for (const server of servers) {
    push(byShape, launchShape(server), server);
    for (const slug of [slugOf(server.title), server.name])
      if (!bySlug.has(slug)) bySlug.set(slug, server);
  }
  return { byShape, bySlug };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function planOne(
  found: FoundServer,
  id: string,
  findId: string,
  known: Known,
  planned: Planned,
): PlannedServer {
  const { reading, path } = found;
  const title = found.name ?? path.split('.').at(-1) ?? '';
  if (reading.kind === 'refused') {
    const item = { ...blank(id, findId, title, path), problems: [...reading.problems] };
    return { item, found };
  }
  const { draft, likelySecrets, problems: remarks } = reading.server;
  const problems = [...remarks, ...problemsOf(draft, remarks)];
  if (problems.some(({ severity }) => severity === 'error')) {
    const item = { ...blank(id, findId, draft.title, path), problems };
    return { item, found };
  }
  const state = stateOf(draft, known, planned);
  const isAlternative = remarks.some(({ code }) => code === 'SEVERAL_WAYS');
  const isFirst = !planned.slugs.has(slugOf(draft.title));
  const isDoubtful = remarks.some(({ code }) => doubtfulCodes.has(code));
  const isProposed = state.kind === 'new' && !isDoubtful && (!isAlternative || isFirst);
  if (isProposed) remember(draft, planned);
  const item: ImportItem = {
    ...blank(id, findId, draft.title, path),
    newTitle: newTitle(draft.title, planned, state),
    state,
    preview: launchPreview(draft),
    isOffThere: !draft.enabled,
    vaultOffers: likelySecrets.flatMap(vaultOffer),
    asks: draft.variables
      .filter((one) => isRequired(one) && own(found.values, one.name) === undefined)
      .map(({ name }) => name),
    isProposed,
    problems,
  };
  return { item, draft, found };
}

/** Remarks after which a server most likely does not work as it stands. */
const doubtfulCodes = new Set(['DOCKER_DETACHED', 'NOT_STDIO']);

const blank = (id: string, findId: string, title: string, path: string): ImportItem => ({
  id,
  findId,
  title,
  newTitle: title,
  path,
  state: { kind: 'cannot' },
  preview: null,
  isOffThere: false,
  vaultOffers: [],
  asks: [],
  isProposed: false,
  problems: [],
});

/** What a save would refuse, as far as the reading did not say it already. */
function problemsOf(draft: ServerDraft, remarks: readonly Problem[]): readonly Problem[] {
  const checked = checkDraft(draft);
  const problems = checked.ok ? checked.value.warnings : checked.error;
  return problems.filter(
    ({ code, path }) => !remarks.some((r) => r.code === code && r.path === path),
  );
}

function stateOf(draft: ServerDraft, known: Known, planned: Planned): ImportState {
  const shape = launchShape(draft);
  const twin = known.byShape.get(shape)?.find((one) => isSameServer(draft, one));
  if (twin !== undefined) return { kind: 'same', title: twin.title, isHere: true };
  const namesake = known.bySlug.get(slugOf(draft.title));
  if (namesake !== undefined && isNamesake(draft, namesake)) {
    const { name, title } = namesake;
    return { kind: 'differs', name, title, differences: [...differences(draft, namesake)] };
  }
  const earlier = planned.shapes.get(shape)?.find((one) => isSameServer(draft, one));
  return earlier === undefined
    ? { kind: 'new' }
    : { kind: 'same', title: earlier.title, isHere: false };
}

/** A name may be older than the title beside it, so either of them may be meant. */
const isNamesake = ({ title }: ServerDraft, server: ServerView): boolean =>
  isSameTitle(title, server.title) || isSameTitle(title, server.name);

function remember(draft: ServerDraft, planned: Planned): void {
  push(planned.shapes, launchShape(draft), draft);
  planned.slugs.add(slugOf(draft.title));
}

/** The title the registry would give it, next to all that is there and all that is planned. */
function newTitle(title: string, { titles, names }: Planned, { kind }: ImportState): string {
  const name = freeName(title, names);
  // Only a name with a number can come with another title.
  const distinct = names.has(slugOf(title)) ? distinctTitle(title, name, titles) : title;
  // One more of the same is seldom wanted; it keeps no number from the others.
  if (kind === 'same') return distinct;
  names.add(name);
  titles.push({ title: distinct });
  return distinct;
}

/** Secrets among arguments and in addresses cannot move without changing what is started. */
function vaultOffer(path: string): ImportItem['vaultOffers'] {
  const name = /^transport\.(?:env|headers)\.(.+)$/.exec(path)?.[1];
  return name === undefined ? [] : [{ path, name }];
}
