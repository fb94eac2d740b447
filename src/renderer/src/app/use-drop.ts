import { useEffect } from 'react';

import { openAdd } from '../host/ui-store.ts';
import { useWindow } from '../host/window-context.tsx';
import { readDroppedText } from '../ui/read-dropped-text.ts';

/** Lets a file or text be dropped anywhere; the add dialog opens with it and starts nothing. */
export function useDrop(): void {
  const { ui } = useWindow();
  useEffect(() => {
    const onOver = (event: DragEvent) => event.preventDefault();
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer === null) return;
      void readDroppedText(event.dataTransfer).then((dropped) => {
        if (dropped !== null && dropped !== 'too-large') openAdd(ui, dropped.text);
      });
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('drop', onDrop);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('drop', onDrop);
    };
  }, [ui]);
}
