import type { SpotlightActionData } from '@mantine/spotlight';
import { useMemo } from 'react';

import type { Undoable } from '../../../shared/domain/undo.ts';
import { useMirror } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { undoTexts } from './undo-texts.ts';
import { useUndo } from './use-undo.tsx';

/** What the palette can take back or do again: the newest change of each kind, if any. */
export function useUndoAction(): readonly SpotlightActionData[] {
  const t = useTexts(undoTexts);
  const { undo, redo } = useUndo();
  const undoable = useMirror(({ snapshot }) => snapshot?.undoable ?? null);
  const redoable = useMirror(({ snapshot }) => snapshot?.redoable ?? null);
  return useMemo(() => {
    const whatOf = ({ kind, title }: Undoable) => ({ what: t(`what.${kind}`, { title }) });
    const back = undoable && {
      id: 'undo',
      label: t('named', whatOf(undoable)),
      onClick: () => void undo(undoable.id),
    };
    const again = redoable && {
      id: 'redo',
      label: t('redo.named', whatOf(redoable)),
      onClick: () => void redo(redoable.id),
    };
    return [back, again].filter((one) => one !== null);
  }, [undoable, redoable, t, undo, redo]);
}
