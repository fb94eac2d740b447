import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';

import { showItem } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { idOfFound } from './found-item.ts';
import { FoundList } from './found-list.tsx';
import { catalogTexts } from './texts.ts';
import { useCatalogSearch } from './use-catalog-search.ts';
import type { Found } from './use-catalog-search.ts';
import { searchKinds } from './search-kind.ts';
import type { SearchKind } from './search-kind.ts';

/** Search over everything every server offers. */
export function ToolsPage() {
  const t = useTexts(catalogTexts);
  const [kind, setKind] = useDraft<SearchKind>('found kind', 'tools');
  const [search, setSearch] = useDraft('found search', '');
  const { ui } = useWindow();
  const { found, more } = useCatalogSearch(kind, search);
  const openFirst = () => {
    const [first] = found.items;
    if (first !== undefined) showItem(ui, first.server, kind, idOfFound(kind, first));
  };
  return (
    <section className="pb-page">
      <PageHeader title={t('title')}>
        <span className="pb-small" role="status">
          {found.status === 'done' && t('total', { count: found.total })}
        </span>
      </PageHeader>
      <div className="pb-page-tools">
        <TextInput
          size="sm"
          leftSection={<IconSearch size={15} />}
          placeholder={t('search')}
          aria-label={t('search')}
          value={search}
          data-page-search=""
          autoFocus
          onChange={({ target }) => setSearch(target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && found.search === search) openFirst();
          }}
        />
        <SegmentedControl
          aria-label={t('kind')}
          data={searchKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(value)}
        />
      </div>
      {found.items.length > 0 ? (
        <FoundList kind={kind} items={found.items} search={search} onEnd={more} />
      ) : (
        <Nothing kind={kind} search={search} status={found.status} />
      )}
    </section>
  );
}

function Nothing(props: { kind: SearchKind; search: string; status: Found['status'] }) {
  const { kind, search, status } = props;
  const t = useTexts(catalogTexts);
  if (status === 'searching') return null;
  const text =
    status === 'failed' ? t('failed') : search === '' ? t(`empty.${kind}`) : t('none', { search });
  return <p className="pb-none">{text}</p>;
}
