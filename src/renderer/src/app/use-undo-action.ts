import type { SpotlightActionData } from '@mantine/spotlight';
import { useMemo } from 'react';

import { useMirror } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { undoTexts } from './undo-texts.ts';
import { useUndo } from './use-undo.ts';

/** What the palette can take back: the newest change, if any. */
export function useUndoAction(): readonly SpotlightActionData[] {
  const t = useTexts(undoTexts);
  const undo = useUndo();
  const undoable = useMirror(({ snapshot }) => snapshot?.undoable ?? null);
  return useMemo(() => {
    if (undoable === null) return [];
    const { id, kind, title } = undoable;
    const label = t('named', { what: t(`what.${kind}`, { title }) });
    return [{ id: 'undo', label, onClick: () => void undo(id) }];
  }, [undoable, t, undo]);
}
