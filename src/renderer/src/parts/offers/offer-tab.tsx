import './offers.css';
import '../runs/results.css';

import { useMemo, useRef } from 'react';
import type { ReactNode } from 'react';

import type { Catalog } from '../../../../shared/domain/catalog.ts';
import type { AskedItem } from '../../host/ui-store.ts';
import { useServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useChosenItem } from './chosen-items.ts';
import type { ListedItem } from './item-list-model.ts';
import { ItemList } from './item-list.tsx';
import { listNotes } from './list-notes.ts';
import { tabTexts } from './tab-texts.ts';
import { useAskedItem } from './use-asked-item.ts';
import { useAge } from '../../ui/use-age.ts';
import { useCatalog } from './use-catalog.ts';
import { useFocusWhenThere } from '../../ui/use-focus-when-there.ts';

/** A tab with a list of what a server offers and, beside it, the thing chosen. */
export function OfferTab(props: {
  name: string;
  /** Tells the tabs apart that remember what was chosen. */
  kind: string;
  label: string;
  searchLabel: (count: number) => string;
  noneText: string;
  /** Keep it the same between renders. */
  itemsOf: (catalog: Catalog) => readonly ListedItem[];
  /** The line of something that is asked for; its id unless told otherwise. */
  lineOf?: (id: string) => string;
  /** Told what something is to be shown with, before it is. */
  onAsked?: (item: AskedItem, catalog: Catalog) => void;
  children: (catalog: Catalog, id: string) => ReactNode;
}) {
  const t = useTexts(tabTexts);
  const known = useCatalog(props.name);
  switch (known.kind) {
    case 'loading':
      return <div className="pb-none" aria-busy="true" />;
    case 'never-seen':
      return <p className="pb-none">{t('neverSeen')}</p>;
    case 'failed':
      return <p className="pb-none">{t('load.failed')}</p>;
    case 'known':
      return <Split {...props} catalog={known.catalog} />;
  }
}

function Split(props: Parameters<typeof OfferTab>[0] & { catalog: Catalog }) {
  const { name, kind, label, searchLabel, noneText, catalog, itemsOf, children } = props;
  const items = useMemo(() => itemsOf(catalog), [itemsOf, catalog]);
  const place = `${kind}:${name}`;
  const [chosen, choose] = useChosenItem(
    place,
    items.map(({ id }) => id),
  );
  const details = useRef<HTMLDivElement>(null);
  const focusDetails = useFocusWhenThere(details);
  useAskedItem(name, kind, (item) => {
    props.onAsked?.(item, catalog);
    choose(props.lineOf?.(item.id) ?? item.id);
    focusDetails();
  });
  if (items.length === 0) {
    return (
      <div className="pb-none">
        <p>{noneText}</p>
        <ListNotes notices={catalog.notices} tab={kind} />
      </div>
    );
  }
  return (
    <div className="pb-offer">
      <div className="pb-offer-list">
        <ItemList
          place={place}
          label={label}
          searchLabel={searchLabel(items.length)}
          items={items}
          chosen={chosen}
          onChoose={choose}
          onOpen={focusDetails}
        />
        <ListNotes notices={catalog.notices} tab={kind} />
        <CachedNote name={name} fetchedAt={catalog.fetchedAt} />
      </div>
      <div className="pb-offer-detail" ref={details} key={chosen}>
        {chosen !== null && children(catalog, chosen)}
      </div>
    </div>
  );
}

/** What of the lists of this tab is missing, and why. */
function ListNotes({ notices, tab }: { notices: Catalog['notices']; tab: string }) {
  const t = useTexts(tabTexts);
  return listNotes(notices, tab).map(({ key, params }) => (
    <p key={key} className="pb-offer-note" role="note">
      {t(key, params)}
    </p>
  ));
}

function CachedNote({ name, fetchedAt }: { name: string; fetchedAt: number }) {
  const known = useServer(name);
  return known === undefined || known.state.kind === 'ready' ? null : <Age at={fetchedAt} />;
}

function Age({ at }: { at: number }) {
  const t = useTexts(tabTexts);
  return <p className="pb-offer-note">{t('cached', { age: useAge(at) })}</p>;
}
