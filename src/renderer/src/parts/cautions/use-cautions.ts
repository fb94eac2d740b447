import type { Caution, CautionedItem } from '../../../../shared/domain/caution.ts';
import { useClient, useMirror, useServer } from '../../host/window-context.tsx';
import { useLastAnswer } from '../../ui/use-answer.ts';

const none: readonly Caution[] = [];
const noItems: ReadonlySet<string> = new Set();

/** What is worth a look on one server, asked anew whenever its lists are others. */
export function useCautions(name: string): readonly Caution[] {
  const client = useClient();
  const fetchedAt = useServer(name)?.summary?.fetchedAt;
  const about = fetchedAt === undefined ? null : JSON.stringify([name, fetchedAt]);
  const [found] = useLastAnswer(about, async (signal) => ({
    name,
    cautions: await client.cautions.of({ name }, { signal }),
  }));
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
  const [found = noItems] = useLastAnswer(
    fetched,
    async (signal) => new Set((await client.cautions.items({}, { signal })).map(idOfCautioned)),
  );
  return found;
}

/** Tells an item from those of other servers and lists. */
export const idOfCautioned = ({ server, list, name }: CautionedItem): string =>
  JSON.stringify([server, list, name]);
