import { importAll, settingsOf, strangersExport, withFile } from './imports.ts';
import type { DoorWorld, Intruder, TrustDoor } from './trust-door.ts';

const imported: readonly TrustDoor[] = (['add', 'replace'] as const).flatMap((action) => [
  {
    name: `settings of another app, ${action}, then turned on`,
    isWithoutSecrets: true,
    enter: (world: DoorWorld, intruder: Intruder) =>
      withFile(settingsOf(intruder), (path) => importAll(world, path, action)),
  },
  {
    name: `a stranger's export, ${action}, with what was on`,
    isWithoutSecrets: true,
    enter: async (world: DoorWorld, intruder: Intruder) =>
      withFile(await strangersExport(intruder), (path) => importAll(world, path, action)),
  },
]);

/** What of a call was refused, or nothing; a refusal is as good as waiting. */
const orRefused = (call: Promise<unknown>): Promise<unknown> => call.catch(() => undefined);

const typed: readonly TrustDoor[] = [
  {
    name: 'a pasted text, saved without agreement',
    isRefusing: true,
    async enter({ running }, intruder) {
      const { client } = running();
      const { servers } = await client.servers.parse({ text: settingsOf(intruder) });
      for (const { draft } of servers) await orRefused(client.servers.create({ draft }));
    },
  },
  {
    name: 'a link',
    isRefusing: true,
    async enter({ running }, intruder) {
      const config = Buffer.from(JSON.stringify(intruder.settings)).toString('base64');
      await running().host.openLink(`patchbay://install?name=notes&config=${config}`);
    },
  },
  {
    name: 'the form, without agreement',
    isRefusing: true,
    async enter({ running }, { draft }) {
      await orRefused(running().client.servers.update({ name: 'notes', draft }));
    },
  },
  {
    name: 'the form, with the agreement to what was there before',
    isRefusing: true,
    async enter({ running }, { draft }) {
      const { client } = running();
      const { consent } = await client.servers.launchPreview({ name: 'notes' });
      await orRefused(client.servers.update({ name: 'notes', draft, consent }));
      await orRefused(client.servers.create({ draft, consent }));
    },
  },
];

/** What a person imports, pastes, opens or types in. */
export const enteredDoors: readonly TrustDoor[] = [...imported, ...typed];
