import { useCallback } from 'react';

import { useWindow } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { useReporter } from '../ui/use-reporter.ts';
import { undoTexts } from './undo-texts.ts';

/**
 * Takes a change back, the newest unless told otherwise, and says what that was; false when there is
 * none.
 */
export function useUndo(): (id?: string) => boolean {
  const { host } = useWindow();
  const t = useTexts(undoTexts);
  const report = useReporter();
  return useCallback(
    (id = host.mirror.getState().snapshot?.undoable?.id) => {
      if (id === undefined) return false;
      const run = async () => {
        const { kind, title } = await host.client.undo.run({ id });
        const { notifications } = await import('@mantine/notifications');
        const message = t('undone', { what: t(`what.${kind}`, { title }) });
        notifications.show({ message, color: 'gray' });
      };
      report(run());
      return true;
    },
    [host, t, report],
  );
}
