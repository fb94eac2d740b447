import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState } from 'react';

import { showServer } from '../../host/ui-store.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { useEntryText } from '../../ui/use-entry-text.ts';
import { useFollow } from '../../ui/use-follow.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { Format } from '../../ui/use-format.ts';
import { keyOf } from './activity-entries.ts';
import type { ActivityEntry } from './activity-entries.ts';
import { activityTexts } from './texts.ts';
import { useActivity } from './use-activity.ts';
import { holdsWords, wordsOf } from '../../../../shared/util/search-words.ts';

const rowPx = 26;

/** What servers say and what happens to them, newest at the bottom. */
export function NotesView() {
  const t = useTexts(activityTexts);
  const entries = useActivity();
  const [search, setSearch] = useDraft('notes search', '');
  const [level, setLevel] = useDraft('notes level', 'all');
  const shown = useMemo(() => filterEntries(entries, search, level), [entries, search, level]);
  return (
    <>
      <div className="pb-page-tools">
        <TextInput
          size="sm"
          leftSection={<IconSearch size={15} />}
          placeholder={t('search')}
          aria-label={t('search')}
          data-page-search=""
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <SegmentedControl
          aria-label={t('level')}
          data={(['all', 'important'] as const).map((value) => ({
            value,
            label: t(`level.${value}`),
          }))}
          value={level}
          onChange={setLevel}
        />
      </div>
      {shown.length === 0 ? (
        <p className="pb-none">{t(entries.length === 0 ? 'none' : 'noMatch')}</p>
      ) : (
        <EntryList entries={shown} />
      )}
    </>
  );
}

function filterEntries(
  entries: readonly ActivityEntry[],
  search: string,
  level: string,
): readonly ActivityEntry[] {
  const words = wordsOf(search);
  return entries.filter((entry) => {
    if (level === 'important' && entry.level !== 'warning' && entry.level !== 'error') return false;
    return holdsWords(`${entry.server} ${entry.text}`, words);
  });
}

function EntryList({ entries }: { entries: readonly ActivityEntry[] }) {
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const heightPx = virtualizer.getTotalSize();
  const onScroll = useFollow(scroller, heightPx, isFollowing, setFollowing);
  return (
    <div ref={scroller} className="pb-scroll" tabIndex={0} onScroll={onScroll}>
      <ol className="pb-activity" style={{ height: heightPx }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const entry = entries[index];
          return entry === undefined ? null : (
            <EntryLine key={keyOf(entry)} entry={entry} format={format} topPx={start} />
          );
        })}
      </ol>
    </div>
  );
}

function EntryLine(props: { entry: ActivityEntry; format: Format; topPx: number }) {
  const { entry, format, topPx } = props;
  const t = useTexts(activityTexts);
  const { ui } = useWindow();
  const { said, raw } = useEntryText()(entry);
  const shown = said ?? raw;
  const title = useMirror(
    ({ snapshot }) => snapshot?.servers.find(({ name }) => name === entry.server)?.title,
  );
  return (
    <li style={{ transform: `translateY(${String(topPx)}px)`, height: rowPx }}>
      <time>{format.clock(entry.at)}</time>
      <span className="pb-level" data-level={entry.level}>
        {t(`level.${entry.level}`)}
      </span>
      <button
        type="button"
        className="pb-plain pb-activity-server"
        onClick={() => showServer(ui, entry.server, 'logs')}
      >
        {title ?? entry.server}
      </button>
      <span className="pb-activity-text" title={shown} translate={said === null ? 'no' : undefined}>
        <ExactText text={shown.split('\n', 1)[0] ?? ''} />
      </span>
    </li>
  );
}
