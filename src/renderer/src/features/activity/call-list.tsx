import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';

import type { CallRecord } from '../../../../shared/domain/call-record.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { Format } from '../../ui/use-format.ts';
import { CallOutcome } from './call-outcome.tsx';
import { activityTexts } from './texts.ts';
import { useCallWords } from './use-call-words.ts';
import type { CallWords } from './use-call-words.ts';

const rowPx = 32;

/** Calls, newest first; only the lines in view are in the page. Arrows go from line to line. */
export function CallList(props: {
  calls: readonly CallRecord[];
  onOpen: (call: CallRecord) => void;
}) {
  const { calls, onOpen } = props;
  const t = useTexts(activityTexts);
  const words = useCallWords();
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
    getItemKey: (index) => calls[index]?.id ?? index,
  });
  useStayInPlace(scroller, calls);
  return (
    <div ref={scroller} className="pb-scroll">
      <ol
        className="pb-calls"
        aria-label={t('view.calls')}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={moveFocus}
      >
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const call = calls[index];
          return call === undefined ? null : (
            <CallLine key={key} {...{ call, words, format, onOpen }} topPx={start} />
          );
        })}
      </ol>
    </div>
  );
}

/** Who reads further down keeps what they read in view while new calls come on top. */
function useStayInPlace(
  scroller: React.RefObject<HTMLDivElement | null>,
  calls: readonly CallRecord[],
): void {
  const before = useRef(calls);
  useLayoutEffect(() => {
    const [first] = before.current;
    before.current = calls;
    const box = scroller.current;
    if (box === null || first === undefined || box.scrollTop < rowPx) return;
    const added = calls.findIndex(({ id }) => id === first.id);
    if (added > 0) box.scrollTop += added * rowPx;
  }, [scroller, calls]);
}

function moveFocus(event: KeyboardEvent<HTMLOListElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const line = event.target instanceof HTMLElement ? event.target.closest('li') : null;
  const step = event.key === 'ArrowDown' ? line?.nextElementSibling : line?.previousElementSibling;
  const button = step?.querySelector<HTMLElement>('button');
  if (!button) return;
  event.preventDefault();
  button.focus();
  button.scrollIntoView({ block: 'nearest' });
}

function CallLine(props: {
  call: CallRecord;
  words: CallWords;
  format: Format;
  topPx: number;
  onOpen: (call: CallRecord) => void;
}) {
  const { call, words, format, topPx, onOpen } = props;
  return (
    <li style={{ transform: `translateY(${String(topPx)}px)`, height: rowPx }}>
      <button
        type="button"
        className="pb-plain pb-call"
        data-outcome={call.outcome}
        onClick={() => onOpen(call)}
      >
        <time>{format.recent(call.at)}</time>
        <span className="pb-call-app">
          <ExactText text={words.who(call)} />
        </span>
        <span className="pb-call-server">{words.serverTitle(call.server)}</span>
        <span className="pb-call-item">
          <ExactText text={call.item} />
        </span>
        <span className="pb-call-number">{format.duration(call.durationMs)}</span>
        <span className="pb-call-number pb-call-size">{words.size(call)}</span>
        <CallOutcome call={call} />
      </button>
    </li>
  );
}
