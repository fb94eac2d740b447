import { useMemo } from 'react';

import type { Undoable } from '../../../../shared/domain/undo.ts';
import { useShortcuts } from '../../host/use-shortcuts.ts';
import { useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { PaletteEntry } from './entry.ts';
import { backIcon } from './icons.tsx';
import { undoTexts } from '../undo-texts.ts';
import { useUndo } from '../use-undo.tsx';

/** What the palette can take back or do again: the newest change of each kind, if any. */
export function useUndoAction(): readonly PaletteEntry[] {
  const t = useTexts(undoTexts);
  const { undo, redo } = useUndo();
  const shortcuts = useShortcuts();
  const undoable = useMirror(({ snapshot }) => snapshot?.undoable ?? null);
  const redoable = useMirror(({ snapshot }) => snapshot?.redoable ?? null);
  return useMemo(() => {
    const whatOf = ({ kind, title }: Undoable) => ({ what: t(`what.${kind}`, { title }) });
    const back = undoable && {
      id: 'undo',
      group: 'actions' as const,
      icon: backIcon,
      shortcut: shortcuts.undo,
      label: t('named', whatOf(undoable)),
      run: () => void undo(undoable.id),
    };
    const again = redoable && {
      id: 'redo',
      group: 'actions' as const,
      icon: backIcon,
      shortcut: shortcuts.redo,
      label: t('redo.named', whatOf(redoable)),
      run: () => void redo(redoable.id),
    };
    return [back, again].filter((one) => one !== null);
  }, [undoable, redoable, shortcuts, t, undo, redo]);
}
