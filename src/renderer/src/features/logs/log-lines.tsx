import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import type { LogEntry } from '../../../../shared/domain/log-entry.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useEntryText } from '../../ui/use-entry-text.ts';
import { useFollow } from '../../ui/use-follow.ts';
import { logsTexts } from './texts.ts';

const linePx = 21;

/** The lines of a log, only those in view being in the page. */
export function LogLines(props: {
  entries: readonly LogEntry[];
  emptyText: string;
  isFollowing: boolean;
  onFollowing: (isFollowing: boolean) => void;
}) {
  const { entries, emptyText, isFollowing, onFollowing } = props;
  const t = useTexts(logsTexts);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => entries[index]?.id ?? index,
    estimateSize: () => linePx,
    overscan: 20,
    initialRect: { width: 0, height: window.innerHeight },
  });
  const heightPx = virtualizer.getTotalSize();
  const onScroll = useFollow(scroller, heightPx, isFollowing, onFollowing);
  return (
    <div
      ref={scroller}
      className="pb-log-lines"
      role="log"
      aria-label={t('label')}
      aria-live="off"
      tabIndex={0}
      onScroll={onScroll}
    >
      <div className="pb-rows" style={{ height: heightPx }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const entry = entries[index];
          if (entry === undefined) return null;
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              data-level={entry.level}
              className="pb-log-line"
              style={{ transform: `translateY(${String(start)}px)` }}
            >
              <Line entry={entry} />
            </div>
          );
        })}
      </div>
      {entries.length === 0 && <p className="pb-none">{emptyText}</p>}
    </div>
  );
}

const Line = memo(function Line({ entry }: { entry: LogEntry }) {
  const t = useTexts(logsTexts);
  const { said, raw } = useEntryText()(entry);
  const { i18n } = useTranslation();
  const clock = useMemo(() => clockOf(i18n.language), [i18n.language]);
  return (
    <>
      <time dateTime={new Date(entry.at).toISOString()}>{clock.format(entry.at)}</time>
      <span className="pb-log-level">{t(`word.${entry.level}`)}</span>
      <span className="pb-log-source">{t(`source.${entry.source}`)}</span>
      <span className="pb-log-text">
        {said}
        {raw !== '' && <span translate="no">{said === null ? raw : `\n${raw}`}</span>}
      </span>
    </>
  );
});

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(language: string): Intl.DateTimeFormat {
  const known = clocks.get(language);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  });
  clocks.set(language, clock);
  return clock;
}
