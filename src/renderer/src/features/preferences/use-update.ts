import type { Settings } from '../../../../shared/domain/settings.ts';
import { useClient } from '../../host/window-context.tsx';
import { useReporter } from '../../ui/use-reporter.ts';

/** Changes some of the person's choices. */
export function useUpdate(): (change: Partial<Settings>) => void {
  const client = useClient();
  const report = useReporter();
  return (change) => report(client.settings.update(change));
}
