import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import { useMirror } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { undoTexts } from './undo-texts.ts';

/** How long such a note stays, ms. */
export const noteShownForMs = 12_000;

/** What was just done or taken back, with the button for the other way. */
export function ChangeNote({ said, children }: { said: string; children: ReactNode }) {
  return (
    <span className="pb-undo">
      {said}
      {children}
    </span>
  );
}

/** Does a change again that was taken back; there as long as that is possible. */
export function RedoButton({ id, onRedo }: { id: string; onRedo: (id: string) => void }) {
  const t = useTexts(undoTexts);
  const isPossible = useMirror(({ snapshot }) => snapshot?.redoable?.id === id);
  if (!isPossible) return null;
  return (
    <Button size="compact-sm" variant="light" onClick={() => onRedo(id)}>
      {t('redo')}
    </Button>
  );
}
