import { readFile } from 'node:fs/promises';

import { changed, editFile, noticed, serversFile, untilShown } from './filed-servers.ts';
import { importAll, settingsOf, withFile } from './imports.ts';
import type { DoorWorld, TrustDoor } from './trust-door.ts';

async function undoLast({ running }: DoorWorld): Promise<void> {
  const { client } = running();
  const last = await client.undo.last({});
  if (last !== null) await client.undo.run({ id: last.id });
}

async function redoLast({ running }: DoorWorld): Promise<void> {
  const { client, host } = running();
  const { redoable } = host.snapshot();
  if (redoable === null) throw new Error('nothing to do again');
  await client.undo.redo({ id: redoable.id });
  for (const { name } of host.snapshot().servers)
    await client.servers.setEnabled({ name, enabled: true });
}

/** What is done later to what a file had brought in: taken back, switched to, duplicated, renamed. */
export const laterDoors: readonly TrustDoor[] = [
  {
    name: 'undo of a removal of what a file had changed',
    async enter(world, intruder) {
      await editFile(serversFile(world), changed(intruder));
      await untilShown(world, noticed(world));
      await world.running().client.servers.remove({ name: 'notes' });
      await undoLast(world);
    },
  },
  {
    name: 'undo of an import that replaced what a file had changed',
    async enter(world, intruder) {
      await editFile(serversFile(world), changed(intruder));
      await untilShown(world, noticed(world));
      const other = { ...intruder, settings: { url: 'https://notes.invalid/mcp' } };
      await withFile(settingsOf(other), (path) => importAll(world, path, 'replace'));
      await undoLast(world);
    },
  },
  {
    name: 'a switch to a profile with other values',
    async enter(world, { changeForWork }) {
      await world.running().client.profiles.create({ draft: { title: 'Work' } });
      await editFile(serversFile(world), (servers) => servers.map(changeForWork));
      await untilShown(world, noticed(world));
      await world.running().client.profiles.activate({ id: 'work' });
    },
  },
  {
    name: 'a start in a profile with other values',
    async enter(world, { changeForWork }) {
      await world.running().client.profiles.create({ draft: { title: 'Work' } });
      await world.running().client.profiles.activate({ id: 'work' });
      await world.restart(() =>
        editFile(serversFile(world), (servers) => servers.map(changeForWork), true),
      );
    },
  },
  {
    name: 'a duplicate of a profile with other values',
    async enter(world, { changeForWork }) {
      const { client } = world.running();
      await client.profiles.create({ draft: { title: 'Work' } });
      await editFile(serversFile(world), (servers) => servers.map(changeForWork));
      await untilShown(world, noticed(world));
      const { id } = await client.profiles.duplicate({ id: 'work', draft: { title: 'Copy' } });
      await client.profiles.activate({ id });
      await client.profiles.activate({ id: 'work' });
    },
  },
  {
    name: 'another name for what a file had changed',
    enter: (world, intruder) =>
      world.restart(() =>
        editFile(serversFile(world), (servers) =>
          changed(intruder)(servers).map((one) => ({ ...one, name: 'renamed' })),
        ),
      ),
  },
  {
    name: 'an import that is taken back before a file changes it',
    async enter(world, intruder) {
      const other = { ...intruder, settings: { url: 'https://notes.invalid/mcp' } };
      await withFile(settingsOf(other), (path) => importAll(world, path, 'replace'));
      await undoLast(world);
      await editFile(serversFile(world), changed(intruder));
      await untilShown(world, noticed(world));
    },
  },
  {
    name: 'an import that was taken back and is done again',
    isWithoutSecrets: true,
    async enter(world, intruder) {
      await withFile(settingsOf(intruder), (path) => importAll(world, path, 'replace'));
      await undoLast(world);
      await redoLast(world);
    },
  },
  {
    name: 'a removal that is taken back after the file got a server of its name',
    async enter(world, intruder) {
      const { client } = world.running();
      const { servers } = JSON.parse(await readFile(serversFile(world), 'utf8')).value;
      await client.servers.remove({ name: 'notes' });
      await editFile(serversFile(world), (left) => [...left, ...changed(intruder)(servers)]);
      await untilShown(world, noticed(world));
      await undoLast(world);
    },
  },
];
