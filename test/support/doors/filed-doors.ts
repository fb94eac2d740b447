import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  added,
  changed,
  editFile,
  fingerprintOf,
  noticed,
  sealed,
  serversFile,
  untilShown,
} from './filed-servers.ts';
import type { Change } from './filed-servers.ts';
import type { DoorWorld, FiledServer, Intruder, TrustDoor } from './trust-door.ts';

/** Makes `agreements.json` say that everything in `servers.json` was agreed to. */
async function forgeAgreements(world: DoorWorld): Promise<void> {
  const path = join(world.folder, 'data', 'agreements.json');
  // Where nothing was agreed to there is no record to make others of.
  const none = JSON.stringify({ schemaVersion: 1, value: { agreements: [] } });
  const file = JSON.parse(await readFile(path, 'utf8').catch(() => none)) as {
    schemaVersion: number;
    value: { agreements: readonly Record<string, unknown>[] };
  };
  const [record = {}] = file.value.agreements;
  const { value } = JSON.parse(await readFile(serversFile(world), 'utf8')) as {
    value: { servers: readonly FiledServer[] };
  };
  const forged = value.servers.map((server) => ({
    ...record,
    server: server.name,
    launch: fingerprintOf(server),
  }));
  const agreements = [...file.value.agreements, ...forged];
  await writeFile(path, sealed(file.schemaVersion, { agreements }));
}

async function planHomeChange(world: DoorWorld, change: Change): Promise<void> {
  const read = async (name: string) =>
    JSON.parse(await readFile(join(world.folder, 'data', name), 'utf8')) as {
      value: { servers: readonly FiledServer[] };
    };
  const [profiles, registry] = [await read('profiles.json'), await read('servers.json')];
  const value = { profiles: profiles.value, registry: { servers: change(registry.value.servers) } };
  await writeFile(join(world.folder, 'data', 'home-change.json'), sealed(1, value));
}

/** Makes a backup, changes what it holds, and restores it. */
async function restoreChanged(world: DoorWorld, change: Change): Promise<void> {
  const { client } = world.running();
  const title = 'Removed';
  const draft = { title, transport: { type: 'built-in' as const, id: 'sample' as const } };
  await client.servers.create({ draft });
  await client.servers.remove({ name: 'removed' });
  const [backup] = await client.moving.backups({});
  const id = backup?.id ?? '';
  await editFile(join(world.folder, 'data', 'backups', `${id}.json`), change, true);
  await client.moving.restore({ id });
}

/** What is done to the files of a home. */
export const filedDoors: readonly TrustDoor[] = [changed, added].flatMap((by) => {
  const what = by === changed ? 'a changed server' : 'a new server';
  const between = (isSealed: boolean) => (world: DoorWorld, intruder: Intruder) =>
    world.restart(() => editFile(serversFile(world), by(intruder), isSealed));
  return [
    { name: `${what} in servers.json, edited between two runs`, enter: between(false) },
    { name: `${what} in servers.json, with a right checksum`, enter: between(true) },
    {
      name: `${what} in servers.json, edited while running`,
      async enter(world: DoorWorld, intruder: Intruder) {
        await editFile(serversFile(world), by(intruder));
        await untilShown(world, noticed(world));
      },
    },
    {
      name: `${what} in servers.json, edited while running, after a restart`,
      async enter(world: DoorWorld, intruder: Intruder) {
        await editFile(serversFile(world), by(intruder));
        await untilShown(world, noticed(world));
        await world.restart();
      },
    },
    {
      name: `${what} in servers.json.bak, which takes the place of a damaged file`,
      enter: (world: DoorWorld, intruder: Intruder) =>
        world.restart(async () => {
          const path = serversFile(world);
          await editFile(path, by(intruder), true, `${path}.bak`);
          await writeFile(path, '{ half');
        }),
    },
    {
      name: `${what} in home-change.json, taken over at the start`,
      async enter(world: DoorWorld, intruder: Intruder) {
        await world.running().client.profiles.create({ draft: { title: 'Work' } });
        await world.restart(() => planHomeChange(world, by(intruder)));
      },
    },
    {
      name: `${what} in a backup that is restored`,
      enter: (world: DoorWorld, intruder: Intruder) => restoreChanged(world, by(intruder)),
    },
    {
      name: `${what} in a backup that is restored, after a restart`,
      async enter(world: DoorWorld, intruder: Intruder) {
        await restoreChanged(world, by(intruder));
        await world.restart();
      },
    },
    {
      name: `${what} in servers.json, agreed to by a forged agreements.json`,
      enter: (world: DoorWorld, intruder: Intruder) =>
        world.restart(async () => {
          await editFile(serversFile(world), by(intruder), true);
          await forgeAgreements(world);
        }),
    },
  ];
});
