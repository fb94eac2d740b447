import type { LaunchPreview } from '../../../../shared/domain/server.ts';
import type { Client } from '../../host/client.ts';
import { useClient } from '../../host/window-context.tsx';
import { useLastAnswer } from '../../ui/use-answer.ts';

/** What a saved server would start; null until known. */
export function useLaunchPreview(name: string, updatedAt: number): LaunchPreview | null {
  const client = useClient();
  const [preview = null] = useLastAnswer(JSON.stringify([name, updatedAt]), (signal) =>
    client.servers.launchPreview({ name }, { signal }),
  );
  return preview;
}

/** What each of several saved servers would start, by name; one that is gone meanwhile has none. */
export async function readLaunchPreviews(
  client: Client,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, LaunchPreview>> {
  const read = await Promise.all(
    names.map((name) =>
      client.servers.launchPreview({ name }, { signal }).then(
        (preview) => [[name, preview] as const],
        () => [],
      ),
    ),
  );
  return new Map(read.flat());
}
