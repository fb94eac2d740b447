import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { useMatchHighlight } from '../../ui/use-match-highlight.ts';
import { Icon } from '../../ui/icon.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { filterItems, heightOfLine, indexAfterKey, linesOf } from './item-list-model.ts';
import type { ListedItem } from './item-list-model.ts';
import { tabTexts } from './tab-texts.ts';

/** A searchable list of what a server offers, only the rows in view being in the page. */
export function ItemList(props: {
  /** Where what is searched for is remembered. */
  place: string;
  /** The accessible name of the list. */
  label: string;
  searchLabel: string;
  items: readonly ListedItem[];
  chosen: string | null;
  onChoose: (id: string) => void;
  /** Enter goes on to the details. */
  onOpen: () => void;
}) {
  const { place, label, searchLabel, items, chosen, onChoose, onOpen } = props;
  const t = useTexts(tabTexts);
  const [search, setSearch] = useDraft(`${place} search`, '');
  const shown = useMemo(() => filterItems(items, search), [items, search]);
  const list = useRef<HTMLDivElement>(null);
  const onKeys = (event: KeyboardEvent) => {
    const at = shown.findIndex(({ id }) => id === chosen);
    if (event.key === 'Enter') {
      const [first] = shown;
      if (at === -1 && first !== undefined) onChoose(first.id);
      event.preventDefault();
      onOpen();
      return;
    }
    const isTyping = event.currentTarget instanceof HTMLInputElement;
    if (isTyping && (event.key === 'Home' || event.key === 'End')) return;
    const next = indexAfterKey(event.key, at, shown.length);
    const item = next === null ? undefined : shown[next];
    if (item === undefined) return;
    event.preventDefault();
    onChoose(item.id);
  };
  const isShown = chosen !== null && shown.some(({ id }) => id === chosen);
  return (
    <div className="pb-item-pane">
      <div className="pb-search pb-item-search">
        <Icon name="search" size={15} />
        <input
          type="search"
          placeholder={searchLabel}
          aria-label={searchLabel}
          spellCheck={false}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          onKeyDown={(event) => (event.key === 'Escape' ? setSearch('') : onKeys(event))}
        />
      </div>
      <div
        ref={list}
        className="pb-item-list"
        // Nothing to choose from is no list to choose from.
        role={shown.length === 0 ? 'group' : 'listbox'}
        aria-label={label}
        aria-activedescendant={isShown ? rowId(label, chosen) : undefined}
        tabIndex={0}
        onKeyDown={onKeys}
      >
        <Rows {...{ label, search, chosen, onChoose }} items={shown} scroller={list} />
        {shown.length === 0 && <div className="pb-none">{t('list.none')}</div>}
      </div>
    </div>
  );
}

function Rows(props: {
  label: string;
  search: string;
  items: readonly ListedItem[];
  chosen: string | null;
  onChoose: (id: string) => void;
  scroller: React.RefObject<HTMLDivElement | null>;
}) {
  const { label, search, items, chosen, onChoose, scroller } = props;
  const lines = useMemo(() => linesOf(items), [items]);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => lines[index]?.id ?? index,
    estimateSize: (index) => heightOfLine(lines[index]),
    overscan: 6,
    initialRect: { width: 0, height: window.innerHeight },
  });
  useMatchHighlight(scroller, search, '.pb-item-name, .pb-small');
  useEffect(() => virtualizer.measure(), [lines, virtualizer]);
  useEffect(() => {
    const index = lines.findIndex(({ id }) => id === chosen);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  }, [chosen, lines, virtualizer]);
  return (
    <div className="pb-rows" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => {
        const line = lines[index];
        if (line === undefined) return null;
        const style = { transform: `translateY(${String(start)}px)` };
        if (line.kind === 'group') {
          return (
            <div key={key} className="pb-group" role="presentation" style={style}>
              {line.text}
            </div>
          );
        }
        const { item } = line;
        return (
          <div
            key={key}
            id={rowId(label, item.id)}
            className="pb-item-row"
            role="option"
            aria-selected={item.id === chosen}
            aria-posinset={line.position}
            aria-setsize={items.length}
            style={style}
            onClick={() => onChoose(item.id)}
          >
            <span className="pb-item-line">
              <span className="pb-item-name" data-title={item.isTitle === true ? '' : undefined}>
                {item.name}
              </span>{' '}
              {item.mark !== undefined && <span className="pb-item-mark">{item.mark}</span>}
            </span>
            <span className="pb-small">{item.detail}</span>
          </div>
        );
      })}
    </div>
  );
}

function rowId(label: string, id: string): string {
  return `item:${label}:${id}`;
}
