import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';

import { showItem } from '../../host/ui-store.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useMatchHighlight } from '../../ui/use-match-highlight.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { cautionTexts } from '../../parts/cautions/caution-texts.ts';
import { idOfCautioned, useCautionedItems } from '../../parts/cautions/use-cautions.ts';
import { ServerTile } from '../../parts/servers/server-tile.tsx';
import { idOfFound, lineOf } from './found-item.ts';
import { catalogTexts } from './texts.ts';
import type { SearchKind } from './search-kind.ts';
import type { FoundItem } from './use-catalog-search.ts';
import { own } from '../../../../shared/util/own.ts';

const rowPx = 52;

/** What was found, only the lines in view being in the page. */
export function FoundList(props: {
  kind: SearchKind;
  items: readonly FoundItem[];
  search: string;
  onEnd: () => void;
}) {
  const { kind, items, search, onEnd } = props;
  const cautioned = useCautionedItems();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  });
  useMatchHighlight(scroller, search, '.pb-two-lines > *');
  const lines = virtualizer.getVirtualItems();
  const last = lines.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - 1) onEnd();
  }, [last, items.length, onEnd]);
  return (
    <div ref={scroller} className="pb-scroll">
      <ul className="pb-found" style={{ height: virtualizer.getTotalSize() }}>
        {lines.map(({ index, start }) => {
          const found = items[index];
          return found === undefined ? null : (
            <FoundLine
              key={index}
              kind={kind}
              found={found}
              topPx={start}
              isCautioned={isCautioned(cautioned, kind, found)}
            />
          );
        })}
      </ul>
    </div>
  );
}

function isCautioned(known: ReadonlySet<string>, list: SearchKind, found: FoundItem): boolean {
  const { server, item } = found;
  return (
    list !== 'resources' &&
    typeof item.name === 'string' &&
    known.has(idOfCautioned({ server, list, name: item.name }))
  );
}

function FoundLine(props: {
  kind: SearchKind;
  found: FoundItem;
  topPx: number;
  isCautioned: boolean;
}) {
  const { kind, found, topPx } = props;
  const t = useTexts(catalogTexts);
  const c = useTexts(cautionTexts);
  const { ui } = useWindow();
  const server = useMirror(({ snapshot }) =>
    snapshot?.servers.find(({ name }) => name === found.server),
  );
  const state = useMirror(({ snapshot }) => own(snapshot?.states, found.server)?.kind);
  const { item } = found;
  const id = idOfFound(kind, found);
  const hints = item.annotations as Readonly<Record<string, unknown>> | undefined;
  return (
    <li style={{ transform: `translateY(${String(topPx)}px)`, height: rowPx }}>
      <button
        type="button"
        className="pb-plain pb-found-line"
        onClick={() => showItem(ui, found.server, kind, id)}
      >
        {server !== undefined && <ServerTile server={server} state={state ?? 'idle'} />}
        <span className="pb-two-lines">
          <span className="pb-strong pb-mono">
            <ExactText text={lineOf(item.name)} />
          </span>
          <span className="pb-small">
            <ExactText text={lineOf(item.description) || lineOf(item.title) || id} />
          </span>
        </span>
        {props.isCautioned && (
          <span className="pb-tag" data-tone="yellow">
            {c('mark')}
          </span>
        )}
        {hints?.readOnlyHint === true && <span className="pb-tag">{t('readOnly')}</span>}
        {hints?.destructiveHint === true && hints.readOnlyHint !== true && (
          <span className="pb-tag" data-tone="red">
            {t('destructive')}
          </span>
        )}
        <span className="pb-small pb-found-server">{server?.title ?? found.server}</span>
      </button>
    </li>
  );
}
