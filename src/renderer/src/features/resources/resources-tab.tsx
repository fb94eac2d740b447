import { useCallback } from 'react';
import { useStore } from 'zustand';

import type { Catalog } from '../../../../shared/domain/catalog.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { oneLine } from '../../parts/offers/item-list-model.ts';
import type { ListedItem } from '../../parts/offers/item-list-model.ts';
import { OfferTab } from '../../parts/offers/offer-tab.tsx';
import {
  askResource,
  resourceKey,
  useLinkedResources,
  useResourceMemory,
} from './resource-memory.ts';
import { ResourceDetail } from './resource-detail.tsx';
import { TemplateDetail } from './template-detail.tsx';
import { resourcesTexts } from './texts.ts';

const resourcePrefix = 'resource:';
const templatePrefix = 'template:';

/** The resources of a server, and the templates for more of them. */
export function ResourcesTab({ name }: { name: string }) {
  const t = useTexts(resourcesTexts);
  const client = useClient();
  const memory = useResourceMemory();
  const links = useLinkedResources();
  const linked = useStore(links, (all) => all.get(name)) ?? none;
  const itemsOf = useCallback(
    ({ resources, resourceTemplates }: Catalog): readonly ListedItem[] => {
      const unlisted = linked.filter((one) => resources.every(({ uri }) => uri !== one));
      const isMixed = unlisted.length > 0 || (resources.length > 0 && resourceTemplates.length > 0);
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
        ...unlisted.map((uri) => ({
          id: resourcePrefix + uri,
          name: uri,
          detail: t('linked'),
          group: t('group.linked'),
        })),
      ];
    },
    [t, linked],
  );
  return (
    <OfferTab
      name={name}
      kind="resources"
      label={t('label')}
      searchLabel={(count) => t('search', { count })}
      noneText={t('none')}
      itemsOf={itemsOf}
      lineOf={(uri) => resourcePrefix + uri}
      onAsked={({ id, reads }, { resources }) => {
        if (resources.every(({ uri }) => uri !== id)) {
          links.setState((all) => withLinked(all, name, id), true);
        }
        if (reads === true) memory.start(resourceKey(name, id), askResource(client, name, id));
      }}
    >
      {(catalog, id) => <Chosen name={name} catalog={catalog} id={id} />}
    </OfferTab>
  );
}

const none: readonly string[] = [];
const maxLinked = 20;

/** The newest few; who follows many links does not want a list of all of them. */
function withLinked(
  all: ReadonlyMap<string, readonly string[]>,
  server: string,
  uri: string,
): ReadonlyMap<string, readonly string[]> {
  const others = (all.get(server) ?? none).filter((one) => one !== uri);
  return new Map(all).set(server, [uri, ...others].slice(0, maxLinked));
}

function Chosen({ name, catalog, id }: { name: string; catalog: Catalog; id: string }) {
  if (id.startsWith(templatePrefix)) {
    const wanted = id.slice(templatePrefix.length);
    const template = catalog.resourceTemplates.find(({ uriTemplate }) => uriTemplate === wanted);
    return template === undefined ? null : <TemplateDetail name={name} template={template} />;
  }
  const wanted = id.slice(resourcePrefix.length);
  const known = catalog.resources.find(({ uri }) => uri === wanted);
  return <ResourceDetail name={name} resource={known ?? { uri: wanted, name: wanted }} />;
}
