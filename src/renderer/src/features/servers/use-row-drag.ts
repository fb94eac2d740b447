import { useCallback, useMemo, useRef } from 'react';
import type { DragEvent } from 'react';

import { moveServer } from '../../host/move-server.ts';
import { useWindow } from '../../host/window-context.tsx';
import { areInOneGroup } from '../../parts/servers/hand-order.ts';
import type { Side } from '../../parts/servers/hand-order.ts';
import type { ListItem } from '../../parts/servers/server-list-model.ts';
import { useReporter } from '../../ui/use-reporter.ts';

/** What the list listens to so that rows can be dragged. */
export interface RowDrag {
  readonly onDragStart: (event: DragEvent) => void;
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
  readonly onDragEnd: () => void;
}

/** Lets a row be dragged to another place under the same heading. What comes from elsewhere goes its way. */
export function useRowDrag(items: readonly ListItem[]): RowDrag {
  const parts = useWindow();
  const report = useReporter();
  const dragged = useRef<string | null>(null);
  const marked = useRef<HTMLElement | null>(null);
  const mark = useCallback((row: HTMLElement | null, side?: Side) => {
    if (marked.current !== row) delete marked.current?.dataset.drop;
    marked.current = row;
    if (row !== null) row.dataset.drop = side ?? '';
  }, []);
  return useMemo(() => {
    const target = (event: DragEvent) => {
      const row = rowAt(event);
      const name = row?.dataset.serverName;
      const from = dragged.current;
      if (row === null || name === undefined || from === null || name === from) return null;
      if (!areInOneGroup(items, from, name)) return null;
      const { top, height } = row.getBoundingClientRect();
      const side: Side = event.clientY < top + height / 2 ? 'before' : 'after';
      return { row, side, move: { name: from, target: name, side } };
    };
    const end = () => {
      mark(null);
      dragged.current = null;
    };
    return {
      onDragStart(event) {
        dragged.current = rowAt(event)?.dataset.serverName ?? null;
        event.dataTransfer.effectAllowed = 'move';
        // A drag without anything in it is none.
        event.dataTransfer.setData('application/x-patchbay-row', dragged.current ?? '');
      },
      onDragOver(event) {
        if (dragged.current === null) return;
        // The window would show where files can be dropped.
        event.stopPropagation();
        const at = target(event);
        mark(at?.row ?? null, at?.side);
        if (at !== null) event.preventDefault();
      },
      onDrop(event) {
        if (dragged.current === null) return;
        event.preventDefault();
        event.stopPropagation();
        const at = target(event);
        end();
        if (at !== null) report(moveServer(parts, at.move));
      },
      onDragEnd: end,
    };
  }, [items, parts, report, mark]);
}

function rowAt({ target }: DragEvent): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('.pb-row') : null;
}
