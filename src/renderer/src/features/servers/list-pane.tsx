import { useEffect, useRef } from 'react';
import type { CSSProperties } from 'react';

import type { Handover } from '../../first-paint/handover.ts';
import { useShortcuts } from '../../host/use-shortcuts.ts';
import { openAdd } from '../../host/ui-store.ts';
import { useUi, useWindow } from '../../host/window-context.tsx';
import { usePhrases } from '../../i18n/use-texts.ts';
import { Icon } from '../../ui/icon.tsx';
import { keysWord } from '../../ui/keys-of.ts';
import { FilterMenu } from './filter-menu.tsx';
import { FoundBesideSample } from './found-note.tsx';
import { Said } from './said.tsx';
import { ServerList } from './server-list.tsx';
import { useListKeys } from './use-list-keys.ts';
import { usePickByMouse } from './use-pick.ts';
import { useListItems } from './use-list-items.ts';

/** Search box, filter, and the list of servers. */
export function ListPane({ handover, widthPx }: { handover: Handover; widthPx: number }) {
  const say = usePhrases();
  const { ui } = useWindow();
  const items = useListItems();
  const onKeys = useListKeys(items);
  const onPick = usePickByMouse(items);
  const hasChosen = useUi(({ selected }) => selected !== null);
  const style = { '--pb-list-width': `${String(widthPx)}px` } as CSSProperties;
  return (
    <section className="pb-list-pane" style={style} data-gives-way={hasChosen ? '' : undefined}>
      <div className="pb-list-top">
        <div className="pb-search">
          <Icon name="search" size={15} />
          <SearchInput handover={handover} onKeys={onKeys} />
          <kbd className="pb-key" aria-hidden="true">
            {keysWord(useShortcuts()['search-quickly'])}
          </kbd>
          <FilterMenu />
        </div>
        <button
          type="button"
          className="pb-plain pb-button pb-button-primary"
          onClick={() => openAdd(ui)}
        >
          <Icon name="plus" size={15} />
          {say({ key: 'list.add' })}
        </button>
      </div>
      <ServerList items={items} onKeys={onKeys} onPick={onPick} handover={handover} />
      <FoundBesideSample />
      <Said />
    </section>
  );
}

function SearchInput({
  handover,
  onKeys,
}: {
  handover: Handover;
  onKeys: ReturnType<typeof useListKeys>;
}) {
  const say = usePhrases();
  const { ui } = useWindow();
  const search = useUi((state) => state.filter.search);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (handover.searchFocused) input.current?.focus();
    handover.searchFocused = false;
  }, [handover]);
  return (
    <input
      ref={input}
      id="server-search"
      type="search"
      placeholder={say({ key: 'list.search' })}
      aria-label={say({ key: 'list.search' })}
      spellCheck={false}
      value={search}
      onChange={({ target }) =>
        ui.setState(({ filter }) => ({ filter: { ...filter, search: target.value } }))
      }
      onKeyDown={(event) => {
        if (event.key === 'Escape' && search !== '') {
          ui.setState(({ filter }) => ({ filter: { ...filter, search: '' } }));
        } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp' || event.key === 'Enter') {
          onKeys(event);
        }
      }}
    />
  );
}
