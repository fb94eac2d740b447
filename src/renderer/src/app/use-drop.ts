import { useEffect } from 'react';

import { openAdd, openImport } from '../host/ui-store.ts';
import { useWindow } from '../host/window-context.tsx';
import type { WindowParts } from '../host/window-context.tsx';
import { useReporter } from '../ui/use-reporter.ts';
import { droppedPaths, dropTarget, maxPasteBytes } from './drop-target.ts';

/** Lets files, folders, bundles or text be dropped anywhere; a dialog opens and nothing starts. */
export function useDrop(): void {
  const parts = useWindow();
  const report = useReporter();
  useEffect(() => {
    // Their text can be read here; where they lie comes behind, in a message for each drop.
    const drops: (readonly File[])[] = [];
    const show = (isOver: boolean) =>
      document.documentElement.toggleAttribute('data-drop-target', isOver);
    const onOver = (event: DragEvent) => {
      event.preventDefault();
      show(true);
    };
    // Without a neighbour the pointer has left the window, not only a part of it.
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) show(false);
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      show(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) drops.push(files);
      const text = event.dataTransfer?.getData('text/plain') ?? '';
      if (files.length === 0 && text !== '') openAdd(parts.ui, text);
    };
    const onMessage = (event: MessageEvent<unknown>) => {
      const paths = event.source === window ? droppedPaths(event.data) : null;
      if (paths === null) return;
      // A drop nobody has told the places of is over once a later one is told of.
      while (drops.length > 0 && drops[0]?.length !== paths.length) drops.shift();
      const files = drops.shift();
      if (files !== undefined) report(takeFiles(parts, files, paths));
    };
    document.addEventListener('dragover', onOver);
    document.addEventListener('dragleave', onLeave);
    document.addEventListener('drop', onDrop);
    window.addEventListener('message', onMessage);
    return () => {
      document.removeEventListener('dragover', onOver);
      document.removeEventListener('dragleave', onLeave);
      document.removeEventListener('drop', onDrop);
      window.removeEventListener('message', onMessage);
    };
  }, [parts, report]);
}

async function takeFiles(
  { host, ui }: WindowParts,
  files: readonly File[],
  paths: readonly string[],
): Promise<void> {
  const [file] = files;
  if (file === undefined) return;
  const known = paths.filter((path) => path !== '');
  if (known.length > 0) {
    const readings = await Promise.all(
      known.map((path) => host.client.import.read({ kind: 'file', path })),
    );
    const finds = readings.flatMap((reading) => reading ?? []);
    const hasPlan = ui.getState().importing !== null;
    if (dropTarget(known, finds, { bytes: file.size, hasPlan }) === 'import') {
      openImport(
        ui,
        finds.map(({ id }) => id),
      );
      return;
    }
  }
  if (file.size > maxPasteBytes) openAdd(ui, '', 'too-large-file');
  else openAdd(ui, await file.text());
}
