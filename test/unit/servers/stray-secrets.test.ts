import { expect, test } from 'vitest';

import { createStrays } from '../../../src/main/servers/stray-secrets.ts';

const use = (holder: string) => ({ holder, recipient: 'https://a.example' });

function createKit() {
  const all = new Map([
    ['1', [use('zeta')]],
    ['2', [use('alpha/work'), use('zeta')]],
    ['3', []],
    ['4', [use('alpha')]],
    ['5', [use('here')]],
  ]);
  const referred = new Set(['5']);
  const strays = createStrays({
    vault: {
      strays: (known) => [...all].flatMap(([id, uses]) => (known.has(id) ? [] : [{ id, uses }])),
      remove: (ids) => Promise.resolve(ids.forEach((id) => all.delete(id))),
    },
    referred: () => referred,
    backedUp: () => Promise.resolve(['4', '5']),
  });
  return { all, referred, strays };
}

test('lists what no server refers to by the server it was for, and what a backup has', async () => {
  expect(await createKit().strays.list()).toEqual([
    { server: 'alpha', count: 2, isInBackup: true },
    { server: 'zeta', count: 1, isInBackup: false },
    { server: null, count: 1, isInBackup: false },
  ]);
});

test('removes those of one server alone, and none that came back meanwhile', async () => {
  const { all, referred, strays } = createKit();
  referred.add('4');
  expect(await strays.remove('alpha')).toMatchObject({ ok: true });
  expect([...all.keys()]).toEqual(['1', '3', '4', '5']);
  expect(await strays.remove(null)).toMatchObject({ ok: true });
  expect([...all.keys()]).toEqual(['1', '4', '5']);
  await strays.remove('here');
  expect(all.has('5')).toBe(true);
});

test('says so where the disk kept them', async () => {
  const strays = createStrays({
    vault: {
      strays: () => [{ id: '1', uses: [use('one')] }],
      remove: () => Promise.resolve(),
    },
    referred: () => new Set(),
    backedUp: () => Promise.resolve([]),
  });
  expect(await strays.remove('one')).toMatchObject({ ok: false });
});
