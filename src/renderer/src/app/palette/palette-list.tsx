import { useEffect, useRef } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useMatchHighlight } from '../../ui/use-match-highlight.ts';
import { Icon } from '../../ui/icon.tsx';
import { KeyCaps } from '../../ui/key-caps.tsx';
import type { PaletteEntry } from './entry.ts';
import { paletteTexts } from './palette-texts.ts';
import type { EntryGroup } from './use-entries.ts';

/** The entries of the palette under their headings; the active one is kept in view. */
export function PaletteList(props: {
  id: string;
  groups: readonly EntryGroup[];
  /** Number of the active entry, counted over all groups. */
  active: number;
  search: string;
  optionId: (listId: string, index: number) => string;
  onPoint: (index: number) => void;
  onChoose: (entry: PaletteEntry) => void;
}) {
  const { id, groups, active, search, optionId, onPoint, onChoose } = props;
  const t = useTexts(paletteTexts);
  const list = useRef<HTMLDivElement>(null);
  useMatchHighlight(list, search, '.pb-two-lines > *');
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active, groups]);
  let counted = 0;
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('results')} className="pb-palette-list">
      {groups.map(({ name, entries }) => {
        const first = counted;
        counted += entries.length;
        return (
          <div
            key={name}
            role="group"
            aria-label={name === 'found' ? t('results') : t(name)}
            className="pb-palette-group"
          >
            {name !== 'found' && (
              <div className="pb-group" aria-hidden="true">
                {t(name)}
              </div>
            )}
            {entries.map((entry, offset) => {
              const index = first + offset;
              return (
                <PaletteOption
                  key={entry.id}
                  id={optionId(id, index)}
                  entry={entry}
                  isActive={index === active}
                  kind={name === 'found' && entry.group !== 'actions' ? t(entry.group) : undefined}
                  onPoint={() => onPoint(index)}
                  onChoose={() => onChoose(entry)}
                />
              );
            })}
          </div>
        );
      })}
    </div>
  );
}

function PaletteOption(props: {
  id: string;
  entry: PaletteEntry;
  isActive: boolean;
  /** What it is, where all kinds are mixed. */
  kind: string | undefined;
  onPoint: () => void;
  onChoose: () => void;
}) {
  const { id, entry, isActive, kind, onPoint, onChoose } = props;
  const { icon, label, detail, shortcut } = entry;
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      className="pb-palette-option"
      onMouseMove={onPoint}
      // The box keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {typeof icon === 'string' ? <Icon name={icon} size={17} /> : icon.tile}
      <span className="pb-two-lines">
        <span className="pb-strong">
          <ExactText text={label} />
        </span>
        {detail !== undefined && (
          <span className="pb-small">
            <ExactText text={detail} />
          </span>
        )}
      </span>
      {kind !== undefined && <span className="pb-small pb-palette-kind">{kind}</span>}
      {shortcut !== undefined && <KeyCaps shortcut={shortcut} />}
    </div>
  );
}
