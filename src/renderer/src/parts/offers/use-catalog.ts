import { useEffect, useState } from 'react';

import type { Catalog } from '../../../../shared/domain/catalog.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';
import { own } from '../../../../shared/util/own.ts';

/** What a server offers: being fetched, never seen, or there. */
export type KnownCatalog =
  | { readonly kind: 'loading' }
  | { readonly kind: 'never-seen' }
  | { readonly kind: 'known'; readonly catalog: Catalog }
  | { readonly kind: 'failed'; readonly error: unknown };

const loading: KnownCatalog = { kind: 'loading' };

/** Everything a server offers, kept up to date; from the cache when it is not connected. */
export function useCatalog(name: string): KnownCatalog {
  const client = useClient();
  const fetchedAt = useMirror(({ snapshot }) => own(snapshot?.catalogs, name)?.fetchedAt);
  const [known, setKnown] = useState<KnownCatalog>(loading);
  useEffect(() => {
    const leaving = new AbortController();
    client.catalog.get({ name }, { signal: leaving.signal }).then(
      (catalog) => {
        if (leaving.signal.aborted) return;
        setKnown(catalog === null ? { kind: 'never-seen' } : { kind: 'known', catalog });
      },
      (error: unknown) => {
        if (!leaving.signal.aborted) setKnown({ kind: 'failed', error });
      },
    );
    return () => leaving.abort();
  }, [client, name, fetchedAt]);
  return known;
}
