import { useTranslation } from 'react-i18next';

import type { Resource } from '../../../../shared/domain/catalog.ts';
import { useClient } from '../../host/window-context.tsx';
import { byteSize } from '../../ui/byte-size.ts';
import { OfferHeader } from '../../parts/offers/offer-header.tsx';
import { ReadBar } from './read-bar.tsx';
import { ReadResult } from './read-result.tsx';
import { askResource, resourceKey, useResourceMemory } from './resource-memory.ts';

/** One resource: what it is, and what is in it. */
export function ResourceDetail({ name, resource }: { name: string; resource: Resource }) {
  const { uri, name: own, title, description, mimeType, size } = resource;
  const client = useClient();
  const { i18n } = useTranslation();
  const memory = useResourceMemory();
  const key = resourceKey(name, uri);
  const read = () => memory.start(key, askResource(client, name, uri));
  const facts = [mimeType, size === undefined ? undefined : byteSize(size, i18n.language)];
  return (
    <article className="pb-offer-body">
      <OfferHeader
        name={title ?? own}
        isTitle={title !== undefined}
        address={uri}
        facts={facts}
        description={description}
      />
      <ReadBar memoryKey={key} onRead={read} />
      <ReadResult name={name} memoryKey={key} />
    </article>
  );
}
