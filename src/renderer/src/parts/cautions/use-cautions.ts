import { useEffect, useState } from 'react';

import type { Caution, CautionedItem } from '../../../../shared/domain/caution.ts';
import { useClient, useMirror, useServer } from '../../host/window-context.tsx';

const none: readonly Caution[] = [];

/** What is worth a look on one server, asked anew whenever its lists are others. */
export function useCautions(name: string): readonly Caution[] {
  const client = useClient();
  const fetchedAt = useServer(name)?.summary?.fetchedAt;
  const [found, setFound] = useState<{ name: string; cautions: readonly Caution[] }>();
  useEffect(() => {
    if (fetchedAt === undefined) return;
    const end = new AbortController();
    client.cautions
      .of({ name }, { signal: end.signal })
      .then((cautions) => setFound({ name, cautions }))
      .catch(() => undefined);
    return () => end.abort();
  }, [client, name, fetchedAt]);
  return found?.name === name ? found.cautions : none;
}

/** Every item with cautions, as `idOfCautioned` calls it; asked anew when any server's lists are others. */
export function useCautionedItems(): ReadonlySet<string> {
  const client = useClient();
  const fetched = useMirror(({ snapshot }) =>
    Object.values(snapshot?.catalogs ?? {})
      .map(({ fetchedAt }) => fetchedAt)
      .join(),
  );
  const [found, setFound] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const end = new AbortController();
    client.cautions
      .items({}, { signal: end.signal })
      .then((items) => setFound(new Set(items.map(idOfCautioned))))
      .catch(() => undefined);
    return () => end.abort();
  }, [client, fetched]);
  return found;
}

/** Tells an item from those of other servers and lists. */
export const idOfCautioned = ({ server, list, name }: CautionedItem): string =>
  JSON.stringify([server, list, name]);
