import './palette.css';

import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';

import { useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { PaletteEntry } from './entry.ts';
import { paletteTexts } from './palette-texts.ts';
import { PaletteList } from './palette-list.tsx';
import { recentChoices, rememberChoice } from './recent.ts';
import { useEntries } from './use-entries.ts';

/** One search for everything: servers, what they offer, settings and actions. */
export function Palette() {
  const t = useTexts(paletteTexts);
  const { ui } = useWindow();
  const listId = useId();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const [recent] = useState(() => recentChoices(localStorage));
  const groups = useEntries(search, recent);
  const entries = groups.flatMap((group) => group.entries);
  const active = Math.min(at, entries.length - 1);
  const close = () => ui.setState({ overlay: null });
  const choose = (entry: PaletteEntry) => {
    rememberChoice(localStorage, entry.id);
    close();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const entry = entries[active];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && entry !== undefined) {
      event.preventDefault();
      choose(entry);
      return;
    }
    const next = afterKey(event.key, active, entries.length);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
  };
  return (
    <Dialog
      opened
      onClose={close}
      withCloseButton={false}
      title={t('title')}
      classNames={{
        content: 'pb-palette',
        header: 'pb-palette-header',
        body: 'pb-palette-body',
      }}
      centered={false}
      yOffset="9vh"
      size={620}
      transitionProps={{ duration: 0 }}
    >
      <div className="pb-palette-search">
        <Icon name="search" size={17} />
        <input
          role="combobox"
          aria-expanded={entries.length > 0}
          aria-controls={listId}
          aria-activedescendant={entries.length > 0 ? optionId(listId, active) : undefined}
          aria-autocomplete="list"
          aria-label={t('search')}
          placeholder={t('search')}
          spellCheck={false}
          autoComplete="off"
          autoFocus
          value={search}
          onChange={({ target }) => {
            setSearch(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList
        id={listId}
        groups={groups}
        active={active}
        search={search}
        optionId={optionId}
        onPoint={setAt}
        onChoose={choose}
      />
      <p className={entries.length === 0 ? 'pb-none' : 'pb-visually-hidden'} role="status">
        {entries.length === 0 ? t('nothing', { search }) : t('count', { count: entries.length })}
      </p>
    </Dialog>
  );
}

const optionId = (listId: string, index: number): string => `${listId}-${String(index)}`;

function afterKey(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'PageDown') return Math.min(at + 8, count - 1);
  if (key === 'PageUp') return Math.max(at - 8, 0);
  return null;
}
