import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';

import { useMirror } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { ChangeNote, noteShownForMs } from './change-note.tsx';
import { undoTexts } from './undo-texts.ts';
import { undoneNoteId, useUndo } from './use-undo.tsx';

const toastId = (id: string) => `undo:${id}`;

/** Offers for a few seconds to take back what was just done. */
export function UndoOffer() {
  const t = useTexts(undoTexts);
  const { undo } = useUndo();
  const undoable = useMirror(({ snapshot }) => snapshot?.undoable ?? null);
  // What could be undone before this was on screen was offered then.
  const offered = useRef(new Set(undoable === null ? [] : [undoable.id]));
  const last = useRef(undoable);
  useEffect(() => {
    const before = last.current;
    last.current = undoable;
    if (undoable !== null && !offered.current.has(undoable.id)) {
      const { id, kind, title } = undoable;
      offered.current.add(id);
      // Its dialog offers that itself; a key and the palette do once it is closed.
      if (kind === 'servers-imported') return;
      const takeBack = () => {
        notifications.hide(toastId(id));
        undo(id);
      };
      notifications.show({
        id: toastId(id),
        message: (
          <ChangeNote said={t(`done.${kind}`, { title })}>
            <Button size="compact-sm" variant="light" onClick={takeBack}>
              {t('undo')}
            </Button>
          </ChangeNote>
        ),
        color: 'gray',
        autoClose: noteShownForMs,
      });
    } else if (before !== null) {
      // An older change has become the newest: the one offered last was taken back.
      notifications.hide(toastId(before.id));
    }
  }, [undoable, t, undo]);
  const redoable = useMirror(({ snapshot }) => snapshot?.redoable?.id);
  useEffect(
    () =>
      redoable === undefined ? undefined : () => void notifications.hide(undoneNoteId(redoable)),
    [redoable],
  );
  return null;
}
