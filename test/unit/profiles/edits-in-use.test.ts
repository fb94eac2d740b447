import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { ServerEdits } from '../../../src/main/registry/registry-ports.ts';
import { createProfileWorld } from '../../support/profile-world.ts';
import type { ProfileWorld } from '../../support/profile-world.ts';

const transport = {
  type: 'streamable-http' as const,
  url: 'https://one.example/mcp',
  headers: { 'X-Region': { kind: 'text' as const, text: '{{REGION}}' } },
};
const variables = [{ name: 'REGION', label: 'Region', secret: false, required: true }];
const look = { icon: 'user', color: 'teal' } as const;
const mine = { kind: 'private' as const, profiles: ['personal'] };
const theirs = { kind: 'private' as const, profiles: ['work'] };

let world: ProfileWorld;

beforeEach(async () => {
  world = await createProfileWorld();
  const made = await world.profiles.create({ title: 'Work', ...look });
  expect(made.ok).toBe(true);
});

afterEach(() => world.dispose());

/** Every edit of one server there is; the compiler refuses a list that lacks one. */
const everyEdit = (
  name: string,
): Readonly<
  Record<Exclude<keyof ServerEdits, 'create'>, (edits: ServerEdits) => Promise<unknown>>
> => ({
  update: (edits) => edits.update(name, { title: 'Other', transport, variables }),
  setEnabled: (edits) => edits.setEnabled(name, false),
  setHandle: (edits) => edits.setHandle(name, 'other'),
  giveConsent: (edits) => edits.giveConsent(name, 'yes'),
  allowRecipients: (edits) => edits.allowRecipients(name, ['https://one.example']),
  setVariable: (edits) => edits.setVariable(name, 'REGION', 'eu'),
  clearVariable: (edits) => edits.clearVariable(name, 'REGION'),
  fillSecret: (edits) => edits.fillSecret(name, { kind: 'header', name: 'X-Region' }, 'eu'),
});

describe('edits of the profile in use', () => {
  test.each(Object.keys(everyEdit('')) as (keyof ReturnType<typeof everyEdit>)[])(
    '%s reaches no server another profile has for itself',
    async (edit) => {
      const made = await world.allServers.create({
        title: 'Theirs',
        transport,
        variables,
        scope: theirs,
      });
      expect(made.ok && made.value.name).toBe('theirs');
      const before = [world.serversFile.text, world.profilesFile.text];
      const done = await everyEdit('theirs')[edit](world.edits);
      expect(done).toEqual({ ok: false, error: { code: 'NOT_FOUND', name: 'theirs' } });
      expect([world.serversFile.text, world.profilesFile.text]).toEqual(before);
    },
  );

  test('a value is that of the profile in use, and the answer shows it so', async () => {
    await world.edits.create({ title: 'One', transport, variables });
    const here = await world.edits.setVariable('one', 'REGION', 'eu');
    await world.profiles.activate('work');
    const there = await world.edits.setVariable('one', 'REGION', 'us');
    const shown = [here, there].map((saved) => saved.ok && Object.keys(saved.value.variableValues));
    // As each has them: without the profile in front.
    expect(shown).toEqual([['REGION'], ['REGION']]);
    expect(Object.keys(world.allServers.get('one')?.variableValues ?? {}).sort()).toEqual([
      'REGION',
      'work/REGION',
    ]);
    expect(world.registry.variableFlags('one')).toEqual({ ok: true, value: { REGION: true } });
  });

  test('off is off for the profile in use alone', async () => {
    await world.edits.create({ title: 'One', transport: { ...transport, headers: {} } });
    const off = await world.edits.setEnabled('one', false);
    expect(off.ok && off.value.enabled).toBe(false);
    expect(world.registry.get('one')?.enabled).toBe(false);
    await world.profiles.activate('work');
    expect(world.registry.get('one')?.enabled).toBe(true);
  });

  test('a private server that is off is off for whom it is', async () => {
    await world.edits.create({
      title: 'Mine',
      transport: { ...transport, headers: {} },
      scope: mine,
    });
    await world.edits.setEnabled('mine', false);
    expect(world.registry.get('mine')?.enabled).toBe(false);
    await world.edits.setEnabled('mine', true);
    expect(world.registry.get('mine')?.enabled).toBe(true);
  });
});
