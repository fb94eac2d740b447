import { useCallback } from 'react';

import type { Catalog } from '../../../../shared/domain/catalog.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { oneLine } from '../../parts/offers/item-list-model.ts';
import type { ListedItem } from '../../parts/offers/item-list-model.ts';
import { OfferTab } from '../../parts/offers/offer-tab.tsx';
import { ResourceDetail } from './resource-detail.tsx';
import { TemplateDetail } from './template-detail.tsx';
import { resourcesTexts } from './texts.ts';

const resourcePrefix = 'resource:';
const templatePrefix = 'template:';

/** The resources of a server, and the templates for more of them. */
export function ResourcesTab({ name }: { name: string }) {
  const t = useTexts(resourcesTexts);
  const itemsOf = useCallback(
    ({ resources, resourceTemplates }: Catalog): readonly ListedItem[] => {
      const isMixed = resources.length > 0 && resourceTemplates.length > 0;
      return [
        ...resources.map(({ uri, name: own, title, description }) => ({
          id: resourcePrefix + uri,
          name: title ?? own,
          isTitle: title !== undefined,
          detail: oneLine(description) || uri,
          ...(isMixed ? { group: t('group.resources') } : {}),
        })),
        ...resourceTemplates.map(({ uriTemplate, name: own, title }) => ({
          id: templatePrefix + uriTemplate,
          name: title ?? own,
          isTitle: title !== undefined,
          detail: uriTemplate,
          ...(isMixed ? { group: t('group.templates') } : {}),
        })),
      ];
    },
    [t],
  );
  return (
    <OfferTab
      name={name}
      kind="resources"
      label={t('label')}
      searchLabel={(count) => t('search', { count })}
      noneText={t('none')}
      itemsOf={itemsOf}
    >
      {(catalog, id) => <Chosen name={name} catalog={catalog} id={id} />}
    </OfferTab>
  );
}

function Chosen({ name, catalog, id }: { name: string; catalog: Catalog; id: string }) {
  if (id.startsWith(templatePrefix)) {
    const wanted = id.slice(templatePrefix.length);
    const template = catalog.resourceTemplates.find(({ uriTemplate }) => uriTemplate === wanted);
    return template === undefined ? null : <TemplateDetail name={name} template={template} />;
  }
  const wanted = id.slice(resourcePrefix.length);
  const resource = catalog.resources.find(({ uri }) => uri === wanted);
  return resource === undefined ? null : <ResourceDetail name={name} resource={resource} />;
}
