import { expect, test } from 'vitest';

import { createHandover } from '../../../../src/renderer/src/first-paint/handover.ts';
import { createUiStore, showServer } from '../../../../src/renderer/src/host/ui-store.ts';
import { keepPlace, rememberedPlace } from '../../../../src/renderer/src/host/window-place.ts';

function storageOf(kept: Map<string, string>) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test('a page that comes back is where it was', () => {
  const storage = storageOf(new Map());
  expect(rememberedPlace(storage)).toBeNull();
  const ui = createUiStore(createHandover(), rememberedPlace(storage));
  keepPlace(ui, storage);
  showServer(ui, 'notes', 'tools');
  const back = createUiStore(createHandover(), rememberedPlace(storage));
  expect(back.getState()).toMatchObject({ page: 'servers', selected: 'notes', tab: 'tools' });
});

test('what was done on the first paint comes before what was', () => {
  const place = { page: 'secrets', selected: 'notes', tab: 'logs' } as const;
  const handover = { ...createHandover(), page: 'settings', selected: 'other' } as const;
  expect(createUiStore({ ...handover, actions: [] }, place).getState()).toMatchObject({
    page: 'settings',
    selected: 'other',
    tab: 'logs',
  });
});

test.each(['{', '7', '{"page":"nowhere","selected":null,"tab":"logs"}', '{"page":"tools"}'])(
  'what makes no sense counts as nothing: %s',
  (text) => {
    expect(rememberedPlace(storageOf(new Map([['patchbay:place', text]])))).toBeNull();
  },
);
