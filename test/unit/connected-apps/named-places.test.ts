import { expect, test } from 'vitest';

import { createNamedPlaces } from '../../../src/main/connected-apps/named-places.ts';
import type { NamedPlacesFile } from '../../../src/main/connected-apps/named-places.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';

const [one, other] = [
  { app: 'librechat', place: '/a.yaml' },
  { app: 'librechat', place: '/b.yaml' },
];

test('named places outlive a restart, each of them once', async () => {
  const document = createMemoryDocument<NamedPlacesFile>();
  const places = createNamedPlaces(document);
  await Promise.all([places.add(one), places.add(other), places.add(one)]);
  await places.remove({ app: 'cursor', place: '/b.yaml' });
  expect(await createNamedPlaces(document).all()).toEqual([other, one]);
  await places.remove(other);
  expect(await createNamedPlaces(document).all()).toEqual([one]);
});
