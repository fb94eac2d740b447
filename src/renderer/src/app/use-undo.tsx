import { useCallback, useMemo } from 'react';

import { useWindow } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { useReporter } from '../ui/use-reporter.ts';
import { ChangeNote, noteShownForMs, RedoButton } from './change-note.tsx';
import { undoTexts } from './undo-texts.ts';

/** The note that a change was taken back; it goes with the possibility to do it again. */
export const undoneNoteId = (id: string): string => `undone:${id}`;

/** Takes changes back and does them again. */
export interface UndoKeys {
  /** Takes one back, the newest unless told otherwise; false when there is none. */
  readonly undo: (id?: string) => boolean;
  /** Does again what was taken back last, unless told otherwise; false when there is none. */
  readonly redo: (id?: string) => boolean;
}

/** Both say what it was, and offer the way back. */
export function useUndo(): UndoKeys {
  const { host } = useWindow();
  const t = useTexts(undoTexts);
  const report = useReporter();
  const redo = useCallback(
    (id = host.mirror.getState().snapshot?.redoable?.id) => {
      if (id === undefined) return false;
      const run = async () => {
        const { kind, title } = await host.client.undo.redo({ id });
        const { notifications } = await import('@mantine/notifications');
        // Every other change is said, with its way back, wherever it comes from.
        if (kind !== 'servers-imported') return;
        notifications.show({ message: t(`done.${kind}`, { title }), color: 'gray' });
      };
      report(run());
      return true;
    },
    [host, t, report],
  );
  const undo = useCallback(
    (id = host.mirror.getState().snapshot?.undoable?.id) => {
      if (id === undefined) return false;
      const run = async () => {
        const { kind, title } = await host.client.undo.run({ id });
        const { notifications } = await import('@mantine/notifications');
        const said = t('undone', { what: t(`what.${kind}`, { title }) });
        const button = <RedoButton id={id} onRedo={redo} />;
        const message = <ChangeNote said={said}>{button}</ChangeNote>;
        notifications.show({
          id: undoneNoteId(id),
          message,
          color: 'gray',
          autoClose: noteShownForMs,
        });
      };
      report(run());
      return true;
    },
    [host, t, report, redo],
  );
  return useMemo(() => ({ undo, redo }), [undo, redo]);
}
