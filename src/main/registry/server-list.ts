import { z } from 'zod';

import type { ConnectionStateKind } from '../../shared/domain/connection-state.ts';
import type { ServerView } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { folded, holdsWords, wordsOf } from '../../shared/util/search-words.ts';
import { targetOf } from '../../shared/domain/transport-kind.ts';

/** Which servers to list; everything that is absent lets every server through. */
export interface ServerListQuery {
  /** Words that must all occur in title, name, description, command or address. */
  readonly search?: string;
  readonly filter?: {
    readonly enabled?: boolean;
    readonly states?: readonly string[];
    readonly scope?: ServerView['scope']['kind'];
  };
  /** What the page before answered as `nextCursor`. */
  readonly cursor?: string;
  /** Servers on a page, at least 1. */
  readonly limit: number;
}

/** One page, in the order of titles; `total` counts the matches on all pages. */
export interface ServerPage {
  readonly items: readonly ServerView[];
  readonly nextCursor?: string;
  readonly total: number;
}

const cursorSchema = z.tuple([z.string(), z.string()]);
type SortKey = z.infer<typeof cursorSchema>;

/**
 * Searches, filters and pages. A cursor marks a place between two servers, not a count: servers that
 * come or go meanwhile neither repeat nor hide another.
 */
export function listServers(
  views: readonly ServerView[],
  query: ServerListQuery,
  stateOf: (name: string) => ConnectionStateKind | undefined,
): Result<ServerPage, { readonly code: 'INVALID_CURSOR' }> {
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  if (query.cursor !== undefined && after === undefined) return err({ code: 'INVALID_CURSOR' });
  const matches = views
    .filter((view) => passes(view, query.filter ?? {}, stateOf) && isFound(view, query.search))
    .map((view) => ({ view, key: sortKey(view) }))
    .sort((one, other) => compare(one.key, other.key));
  const left = after === undefined ? matches : matches.filter(({ key }) => compare(key, after) > 0);
  const page = left.slice(0, Math.max(1, query.limit));
  const last = page.at(-1);
  const hasMore = last !== undefined && left.length > page.length;
  return ok({
    items: page.map(({ view }) => view),
    ...(hasMore ? { nextCursor: writeCursor(last.key) } : {}),
    total: matches.length,
  });
}

function passes(
  view: ServerView,
  filter: NonNullable<ServerListQuery['filter']>,
  stateOf: (name: string) => ConnectionStateKind | undefined,
): boolean {
  if (filter.enabled !== undefined && view.enabled !== filter.enabled) return false;
  if (filter.scope !== undefined && view.scope.kind !== filter.scope) return false;
  if (filter.states === undefined) return true;
  const state = stateOf(view.name);
  return state !== undefined && filter.states.includes(state);
}

function isFound(view: ServerView, search = ''): boolean {
  const texts = [view.title, view.name, view.description ?? '', targetOf(view.transport)];
  return holdsWords(texts.join('\n'), wordsOf(search));
}

function sortKey(view: ServerView): SortKey {
  return [folded(view.title), view.name];
}

function compare(one: SortKey, other: SortKey): number {
  for (const index of [0, 1] as const) {
    if (one[index] !== other[index]) return one[index] < other[index] ? -1 : 1;
  }
  return 0;
}

function writeCursor(key: SortKey): string {
  return Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');
}

function readCursor(cursor: string): SortKey | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const parsed = cursorSchema.safeParse(json);
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
