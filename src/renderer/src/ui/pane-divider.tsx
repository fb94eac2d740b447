import { useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';

const minPx = 240;
const maxPx = 560;
const stepPx = 16;

const clamp = (px: number) => Math.round(Math.min(maxPx, Math.max(minPx, px)));

/**
 * The line between list and details. Dragging sizes the pane before it at once; only the end of a
 * drag, or a key, is told to `onCommit`.
 */
export function PaneDivider({
  label,
  widthPx,
  onCommit,
}: {
  label: string;
  widthPx: number;
  onCommit: (widthPx: number) => void;
}) {
  const drag = useRef<{ startX: number; startPx: number; widthPx: number } | null>(null);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.dataset.dragging = '';
    const startPx = paneBefore(event.currentTarget)?.offsetWidth ?? widthPx;
    drag.current = { startX: event.clientX, startPx, widthPx: startPx };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current === null) return;
    drag.current.widthPx = clamp(drag.current.startPx + event.clientX - drag.current.startX);
    setPaneWidth(event.currentTarget, drag.current.widthPx);
  };
  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    delete event.currentTarget.dataset.dragging;
    if (drag.current !== null) onCommit(drag.current.widthPx);
    drag.current = null;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = widthForKey(event.key, widthPx);
    if (next === null) return;
    event.preventDefault();
    setPaneWidth(event.currentTarget, next);
    onCommit(next);
  };
  return (
    <div
      className="pb-divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={widthPx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onKeyDown={onKeyDown}
    />
  );
}

function widthForKey(key: string, widthPx: number): number | null {
  if (key === 'ArrowLeft') return clamp(widthPx - stepPx);
  if (key === 'ArrowRight') return clamp(widthPx + stepPx);
  if (key === 'Home') return minPx;
  return key === 'End' ? maxPx : null;
}

function paneBefore(divider: HTMLElement): HTMLElement | null {
  const { previousElementSibling } = divider;
  return previousElementSibling instanceof HTMLElement ? previousElementSibling : null;
}

function setPaneWidth(divider: HTMLElement, widthPx: number): void {
  paneBefore(divider)?.style.setProperty('--pb-list-width', `${String(widthPx)}px`);
}
