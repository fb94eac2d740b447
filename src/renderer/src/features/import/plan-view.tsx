import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useMemo, useRef } from 'react';

import type { ImportPlan } from '../../../../shared/domain/import.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Icon } from '../../ui/icon.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { FindLine } from './find-line.tsx';
import { planLines } from './import-lines.ts';
import { ItemLine } from './item-line.tsx';
import { importTexts } from './texts.ts';
import type { Importing } from './use-import.ts';

/** With fewer servers everything is seen at a glance. */
const searchFrom = 12;
const linePx = 58;

/** The plan, only the lines in view being in the page. */
export function PlanView({ plan, importing }: { plan: ImportPlan; importing: Importing }) {
  const t = useTexts(importTexts);
  const [search, setSearch] = useDraft('plan search', '');
  const lines = useMemo(() => planLines(plan, search), [plan, search]);
  const scroller = useRef<HTMLDivElement>(null);
  const getItemKey = useCallback((index: number) => lines[index]?.id ?? index, [lines]);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey,
    estimateSize: () => linePx,
    overscan: 6,
    initialRect: { width: 0, height: window.innerHeight },
  });
  return (
    <>
      {importing.turnsOn !== true && <p className="pb-hint">{t('off')}</p>}
      {plan.items.length >= searchFrom && (
        <div className="pb-search">
          <Icon name="search" size={15} />
          <input
            type="search"
            placeholder={t('search')}
            aria-label={t('search')}
            spellCheck={false}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </div>
      )}
      <div ref={scroller} className="pb-plan" tabIndex={0} role="group" aria-label={t('found')}>
        <ul className="pb-rows" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const line = lines[index];
            if (line === undefined) return null;
            return (
              <li
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-setsize={lines.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${String(start)}px)` }}
              >
                {line.kind === 'find' ? (
                  <FindLine find={line.find} items={line.items} importing={importing} />
                ) : (
                  <ItemLine item={line.item} importing={importing} />
                )}
              </li>
            );
          })}
        </ul>
        {lines.length === 0 && <div className="pb-none">{t('noMatch')}</div>}
      </div>
    </>
  );
}
