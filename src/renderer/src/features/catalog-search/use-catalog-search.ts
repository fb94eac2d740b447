import { useCallback, useEffect, useRef, useState } from 'react';

import type { CatalogKind, JsonObject } from '../../../../shared/domain/catalog.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';

/** One thing a server offers. */
export interface FoundItem {
  readonly server: string;
  readonly item: JsonObject;
}

/** What was found so far. */
export interface Found {
  /** What was searched for; while something else is typed, these are still the former ones. */
  readonly search: string;
  readonly items: readonly FoundItem[];
  readonly total: number;
  readonly nextCursor: string | undefined;
  readonly status: 'searching' | 'done' | 'failed';
}

/** What a tall window shows, and some to scroll to; each brings its schemas along. */
const pageSize = 60;
/** Many servers may become ready at once; a key is never made to wait. */
const catalogsSettleMs = 120;
const nothing: Found = {
  search: '',
  items: [],
  total: 0,
  nextCursor: undefined,
  status: 'searching',
};

/** Searches all servers, again whenever what they offer changes; `more` fetches the next page. */
export function useCatalogSearch(
  kind: CatalogKind,
  search: string,
): { found: Found; more: () => void } {
  const client = useClient();
  const catalogs = useMirror(({ snapshot }) => snapshot?.catalogs);
  const [found, setFound] = useState(nothing);
  const looked = useRef<typeof catalogs>(undefined);
  useEffect(() => {
    const end = new AbortController();
    const waitMs =
      looked.current === undefined || looked.current === catalogs ? 0 : catalogsSettleMs;
    const look = () => {
      looked.current = catalogs;
      client.catalog
        .search({ kind, search, limit: pageSize }, { signal: end.signal })
        .then(({ items, total, nextCursor }) => {
          if (!end.signal.aborted) setFound({ search, items, total, nextCursor, status: 'done' });
        })
        .catch(() => {
          if (!end.signal.aborted) setFound({ ...nothing, search, status: 'failed' });
        });
    };
    const timer = waitMs === 0 ? undefined : setTimeout(look, waitMs);
    if (timer === undefined) look();
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [client, kind, search, catalogs]);
  const { nextCursor: cursor } = found;
  const more = useCallback(() => {
    if (cursor === undefined) return;
    client.catalog
      .search({ kind, search, cursor, limit: pageSize })
      .then(({ items, total, nextCursor }) =>
        setFound((old) =>
          old.nextCursor === cursor
            ? { search, items: [...old.items, ...items], total, nextCursor, status: 'done' }
            : old,
        ),
      )
      .catch(() => undefined);
  }, [client, kind, search, cursor]);
  return { found, more };
}
