import type { HeldBack } from '../../../../shared/domain/held-change.ts';
import { useClient, useMirror } from '../../host/window-context.tsx';
import { useLastAnswer } from '../../ui/use-answer.ts';

/** What is held back of a server, so many changes of it, asked anew whenever its lists or the vault are others. */
export function useHeldBack(
  name: string,
  fetchedAt: number | undefined,
  most: number,
): readonly [HeldBack | undefined, (held: HeldBack) => void] {
  const client = useClient();
  const vault = useMirror(({ snapshot }) => snapshot?.vault.state);
  const about = fetchedAt === undefined ? null : JSON.stringify([name, fetchedAt, vault, most]);
  return useLastAnswer(about, (signal) => client.pins.get({ name, most }, { signal }));
}
