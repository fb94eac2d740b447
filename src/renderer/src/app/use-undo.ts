import { useCallback } from 'react';

import { useWindow } from '../host/window-context.tsx';
import { useReporter } from '../ui/use-reporter.ts';

/** Takes a change back, the newest unless told otherwise; false when there is none. */
export function useUndo(): (id?: string) => boolean {
  const { host } = useWindow();
  const report = useReporter();
  return useCallback(
    (id = host.mirror.getState().snapshot?.undoable?.id) => {
      if (id !== undefined) report(host.client.undo.run({ id }));
      return id !== undefined;
    },
    [host, report],
  );
}
