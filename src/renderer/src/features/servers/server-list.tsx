import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';

import type { Handover } from '../../first-paint/handover.ts';
import { useUi } from '../../host/window-context.tsx';
import { cursorOf, isPicked } from '../../parts/servers/picked-servers.ts';
import { usePhrases } from '../../i18n/use-texts.ts';
import { groupHeightPx, heightOf, rowHeightPx } from '../../parts/servers/server-list-model.ts';
import type { ListItem } from '../../parts/servers/server-list-model.ts';
import { useMatchHighlight } from '../../ui/use-match-highlight.ts';
import { useBeside } from './use-beside.ts';
import { ServerRow } from './server-row.tsx';
import type { PickByMouse } from './use-pick.ts';
import { useRowDrag } from './use-row-drag.ts';

/** The servers, only those in view being in the page. */
export function ServerList({
  items,
  onKeys,
  onPick,
  handover,
}: {
  items: readonly ListItem[];
  onPick: PickByMouse;
  onKeys: (event: KeyboardEvent) => void;
  handover: Handover;
}) {
  const say = usePhrases();
  const scroller = useRef<HTMLDivElement>(null);
  const pick = useUi(({ selected, picked }) => ({ selected, picked }));
  const cursor = cursorOf(pick);
  const beside = useBeside();
  const drag = useRowDrag(items);
  const search = useUi((ui) => ui.filter.search);
  // Their identity tells the virtualizer that the lines have changed.
  const getItemKey = useCallback((index: number) => items[index]?.id ?? index, [items]);
  const estimateSize = useCallback(
    (index: number) => {
      const item = items[index];
      return item === undefined ? rowHeightPx : heightOf(item);
    },
    [items],
  );
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey,
    estimateSize,
    overscan: 4,
    initialRect: { width: 0, height: window.innerHeight },
  });
  useMatchHighlight(scroller, search, '.pb-strong > bdi');
  useKeepInView(items, cursor, virtualizer.scrollToIndex);
  useLayoutEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = handover.scrollTopPx;
    if (handover.listFocused) scroller.current?.focus();
    handover.listFocused = false;
  }, [handover]);
  const active = items.find(({ id }) => id === `server:${cursor ?? ''}`)?.id;
  return (
    <div
      ref={scroller}
      className="pb-list"
      // Without a row it is no grid.
      role={items.length === 0 ? 'group' : 'grid'}
      aria-rowcount={
        items.length === 0 ? undefined : items.filter(({ kind }) => kind === 'server').length
      }
      aria-label={say({ key: 'list.label' })}
      aria-multiselectable={items.length === 0 ? undefined : true}
      aria-activedescendant={active}
      tabIndex={0}
      onKeyDown={onKeys}
      {...drag}
    >
      <div className="pb-rows" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          if (item.kind === 'server') {
            const { server, state, isFavorite } = item;
            const isSelected = isPicked(pick, server.name);
            const isActive = server.name === cursor;
            const number = index + 1 - groupsBefore(items, index);
            const row = { server, state, isFavorite, isSelected, isActive, number };
            return (
              <ServerRow
                key={key}
                {...row}
                beside={beside.get(server.name)}
                onPick={onPick}
                topPx={start}
              />
            );
          }
          const style = { transform: `translateY(${String(start)}px)`, height: groupHeightPx };
          return (
            <div key={key} className="pb-group" role="presentation" style={style}>
              {say(item.label)}
            </div>
          );
        })}
        {items.length === 0 && <div className="pb-none">{say({ key: 'list.noMatch' })}</div>}
      </div>
    </div>
  );
}

/** Headings are lines of the list and no rows of the grid. */
function groupsBefore(items: readonly ListItem[], index: number): number {
  let count = 0;
  for (const [at, { kind }] of items.entries()) {
    if (at >= index) break;
    if (kind === 'group') count += 1;
  }
  return count;
}

function useKeepInView(
  items: readonly ListItem[],
  cursor: string | null,
  scrollToIndex: (index: number) => void,
): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (cursor === null || shown.current === cursor) return;
    const index = items.findIndex(({ id }) => id === `server:${cursor}`);
    if (index === -1) return;
    // Does nothing when the line is in view already.
    scrollToIndex(index);
    shown.current = cursor;
  }, [items, cursor, scrollToIndex]);
}
