import { expect, test } from 'vitest';

import { createUiStore, openAdd, openImport } from '../../../src/renderer/src/host/ui-store.ts';

const store = () => createUiStore({ page: 'servers', selected: null, search: '' } as never);

test('finds that come before the dialog is there are not lost to those that follow', () => {
  const ui = store();
  openImport(ui, ['a']);
  openImport(ui, ['b', 'a']);
  expect(ui.getState().importing).toEqual({ findIds: ['a', 'b'] });
  openImport(ui);
  expect(ui.getState().importing).toEqual({ findIds: ['a', 'b'] });
});

test('finds take the place of a look at other apps; closed, everything begins anew', () => {
  const ui = store();
  openImport(ui);
  expect(ui.getState().importing).toEqual({ findIds: null });
  openImport(ui, ['a']);
  expect(ui.getState().importing).toEqual({ findIds: ['a'] });
  openAdd(ui, 'text');
  openImport(ui, ['b']);
  expect(ui.getState()).toMatchObject({ importing: { findIds: ['b'] }, adding: null });
});
