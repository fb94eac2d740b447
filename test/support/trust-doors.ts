import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeExport, type ExportFile } from '../../src/main/transfer/export-file.ts';
import { seal } from '../../src/main/node/documents/document-store-envelope.ts';
import { saveFile } from '../../src/main/node/documents/save-file.ts';
import { savedLaunch } from '../../src/main/registry/draft-launch.ts';
import { launchFingerprint } from '../../src/main/trust/launch-fingerprint.ts';
import {
  serverDefinitionSchema,
  type ServerDefinition,
  type ServerDraftInput,
} from '../../src/shared/domain/server.ts';
import { waitFor } from './processes.ts';
import { startTestHost, type TestHost } from './test-host.ts';

/** A definition as it lies in a file, with whatever else somebody wrote into it. */
export type FiledServer = Record<string, unknown>;

/**
 * What somebody tries to bring in through a door: the server `notes` that a person has set up,
 * changed into something they never agreed to.
 */
export interface Intruder {
  /** Sets `notes` up as a person does, with every click it takes. */
  readonly setUp: (client: TestHost['client']) => Promise<void>;
  /** What a file holds in the place of its definition. */
  readonly change: (definition: FiledServer) => FiledServer;
  /** The same, but only for the profile `work`; everybody else has what was agreed to. */
  readonly changeForWork: (definition: FiledServer) => FiledServer;
  /** The same as somebody fills in the form, and as another app has it in its settings. */
  readonly draft: ServerDraftInput;
  readonly settings: FiledServer;
  /** The same as a stranger has it who has no secret of this person's; `draft` if absent. */
  readonly theirs?: ServerDraftInput;
}

/** A home that is started and ended as often as a door needs it. */
export interface DoorWorld {
  readonly folder: string;
  /** The host that runs now. */
  readonly running: () => TestHost;
  /** Ends the host, runs `between`, and starts another one on the same folder. */
  readonly restart: (between?: () => Promise<void>) => Promise<void>;
}

/** One way for a definition to get in; nobody clicks on an agreement in it. */
export interface TrustDoor {
  readonly name: string;
  /** It refuses what needs an agreement, so that nothing is left that could wait for one. */
  readonly isRefusing?: true;
  /** What comes in by it has no reference to a secret that is stored here. */
  readonly isWithoutSecrets?: true;
  readonly enter: (world: DoorWorld, intruder: Intruder) => Promise<void>;
}

/** Opens a home with `notes` in it; disposing ends the host and removes everything. */
export async function openDoorWorld(
  intruder: Intruder,
  options: Parameters<typeof startTestHost>[0] = {},
): Promise<DoorWorld & AsyncDisposable> {
  let running = await startTestHost(options);
  const { folder } = running;
  running.host.start();
  await intruder.setUp(running.client);
  return {
    folder,
    running: () => running,
    async restart(between) {
      await running.close();
      await between?.();
      running = await startTestHost({ ...options, folder });
      running.host.start();
    },
    [Symbol.asyncDispose]: () => running.remove(),
  };
}

/** Asks for every server that is there, as its users do, and waits until each has its answer. */
export async function askForEverything({ running }: DoorWorld): Promise<void> {
  const { host } = running();
  await host.started;
  for (const { name, enabled } of host.snapshot().servers) if (enabled) host.pool.connect(name);
  const isUnderWay = ({ name }: { readonly name: string }) =>
    ['idle', 'connecting', 'stopping', undefined].includes(answerOf(running(), name));
  await waitFor('every server to have its answer', () => !host.snapshot().servers.some(isUnderWay));
}

function answerOf({ host }: TestHost, name: string): string | undefined {
  const server = host.snapshot().servers.find((one) => one.name === name);
  return server?.enabled === false ? 'off' : host.pool.status(name)?.kind;
}

type Change = (servers: readonly FiledServer[]) => readonly FiledServer[];

/** Changes a document by hand; `isSealed` gives it a right checksum too. */
async function edit(path: string, change: Change, isSealed = false, to = path): Promise<void> {
  const file = JSON.parse(await readFile(path, 'utf8')) as {
    schemaVersion: number;
    value: { servers: readonly FiledServer[] };
  };
  file.value.servers = change(file.value.servers);
  await writeFile(to, isSealed ? sealed(file.schemaVersion, file.value) : JSON.stringify(file));
}

const sealed = (version: number, value: unknown) => seal(version, JSON.stringify(value));

const changed =
  ({ change }: Intruder): Change =>
  (servers) =>
    servers.map((one) => (one['name'] === 'notes' ? change(one) : one));

const added =
  ({ change }: Intruder): Change =>
  (servers) => [
    ...servers,
    ...servers.slice(0, 1).map((one) => ({ ...change(one), name: 'another', title: 'Another' })),
  ];

const serversFile = ({ folder }: DoorWorld) => join(folder, 'data', 'servers.json');

async function planOf({ running }: DoorWorld, path: string) {
  const { client } = running();
  const finds = (await client.import.read({ kind: 'file', path })) ?? [];
  return client.import.plan({ findIds: finds.map(({ id }) => id) });
}

/** Imports all that a file holds, in the place of what is there where it differs. */
async function importAll(world: DoorWorld, path: string, action: 'add' | 'replace') {
  const { client } = world.running();
  const { planId, items } = await planOf(world, path);
  const choices = items.map(({ id: itemId, state }) => ({
    itemId,
    action: state.kind === 'differs' ? action : ('add' as const),
  }));
  await client.import.apply({ planId, choices, turnsOn: true });
  for (const { name } of world.running().host.snapshot().servers)
    await client.servers.setEnabled({ name, enabled: true });
}

async function withFile(text: string, use: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-door-'));
  try {
    const path = join(folder, 'settings.json');
    await writeFile(path, text);
    await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What somebody else exports who has the changed server, on and agreed to. */
async function strangersExport(intruder: Intruder): Promise<string> {
  const place = await mkdtemp(join(tmpdir(), 'patchbay-stranger-'));
  const stranger = await startTestHost({
    async saveText(name, text) {
      const saved = await saveFile(join(place, name), text);
      return saved.ok ? { ok: true, value: true } : saved;
    },
  });
  try {
    const { client } = stranger;
    const theirs = intruder.theirs ?? intruder.draft;
    const { preview } = await client.servers.preview({ draft: theirs });
    const draft = { ...theirs, enabled: false };
    await client.servers.create({ draft, consent: preview?.consent });
    await client.moving.export({ passphrase: null });
    const [name = ''] = await readdir(place);
    const file = JSON.parse(await readFile(join(place, name), 'utf8')) as ExportFile;
    // A stranger may write into it that it was on, and that this was agreed to.
    const servers = file.contents.servers.map((one) => ({
      ...one,
      enabled: true,
      consent: preview?.consent,
    }));
    const contents = { ...file.contents, servers };
    return await writeExport({ contents, savedAt: file.savedAt }, undefined, randomBytes);
  } finally {
    await stranger.remove();
    await rm(place, { recursive: true, force: true });
  }
}

const settingsOf = ({ settings }: Intruder) => JSON.stringify({ mcpServers: { Notes: settings } });

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
    server: server['name'],
    launch: fingerprintOf(server),
  }));
  const agreements = [...file.value.agreements, ...forged];
  await writeFile(path, sealed(file.schemaVersion, { agreements }));
}

/** The fingerprint anybody can compute of a definition. */
export function fingerprintOf(definition: FiledServer): string {
  const server: ServerDefinition = serverDefinitionSchema.parse(definition);
  return launchFingerprint(savedLaunch(server));
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
  await edit(join(world.folder, 'data', 'backups', `${id}.json`), change, true);
  await client.moving.restore({ id });
}

async function untilShown({ running }: DoorWorld, isShown: () => boolean): Promise<void> {
  await waitFor('the change to be taken over', () => isShown() || undefined);
  await running().host.started;
}

const noticed =
  ({ running }: DoorWorld) =>
  () =>
    running()
      .host.snapshot()
      .notices.some(({ code }) => code === 'FILE_EDITED');

async function redoLast({ running }: DoorWorld): Promise<void> {
  const { client, host } = running();
  const { redoable } = host.snapshot();
  if (redoable === null) throw new Error('nothing to do again');
  await client.undo.redo({ id: redoable.id });
  for (const { name } of host.snapshot().servers)
    await client.servers.setEnabled({ name, enabled: true });
}

async function undoLast({ running }: DoorWorld): Promise<void> {
  const { client } = running();
  const last = await client.undo.last({});
  if (last !== null) await client.undo.run({ id: last.id });
}

/** What of a call was refused, or nothing; a refusal is as good as waiting. */
const orRefused = (call: Promise<unknown>): Promise<unknown> => call.catch(() => undefined);

const filed: readonly TrustDoor[] = [changed, added].flatMap((by) => {
  const what = by === changed ? 'a changed server' : 'a new server';
  const between = (isSealed: boolean) => (world: DoorWorld, intruder: Intruder) =>
    world.restart(() => edit(serversFile(world), by(intruder), isSealed));
  return [
    { name: `${what} in servers.json, edited between two runs`, enter: between(false) },
    { name: `${what} in servers.json, with a right checksum`, enter: between(true) },
    {
      name: `${what} in servers.json, edited while running`,
      async enter(world: DoorWorld, intruder: Intruder) {
        await edit(serversFile(world), by(intruder));
        await untilShown(world, noticed(world));
      },
    },
    {
      name: `${what} in servers.json, edited while running, after a restart`,
      async enter(world: DoorWorld, intruder: Intruder) {
        await edit(serversFile(world), by(intruder));
        await untilShown(world, noticed(world));
        await world.restart();
      },
    },
    {
      name: `${what} in servers.json.bak, which takes the place of a damaged file`,
      enter: (world: DoorWorld, intruder: Intruder) =>
        world.restart(async () => {
          const path = serversFile(world);
          await edit(path, by(intruder), true, `${path}.bak`);
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
          await edit(serversFile(world), by(intruder), true);
          await forgeAgreements(world);
        }),
    },
  ];
});

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

const others: readonly TrustDoor[] = [
  {
    name: 'undo of a removal of what a file had changed',
    async enter(world, intruder) {
      await edit(serversFile(world), changed(intruder));
      await untilShown(world, noticed(world));
      await world.running().client.servers.remove({ name: 'notes' });
      await undoLast(world);
    },
  },
  {
    name: 'undo of an import that replaced what a file had changed',
    async enter(world, intruder) {
      await edit(serversFile(world), changed(intruder));
      await untilShown(world, noticed(world));
      const other = { ...intruder, settings: { url: 'https://notes.invalid/mcp' } };
      await withFile(settingsOf(other), (path) => importAll(world, path, 'replace'));
      await undoLast(world);
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
    name: 'a switch to a profile with other values',
    async enter(world, { changeForWork }) {
      await world.running().client.profiles.create({ draft: { title: 'Work' } });
      await edit(serversFile(world), (servers) => servers.map(changeForWork));
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
        edit(serversFile(world), (servers) => servers.map(changeForWork), true),
      );
    },
  },
  {
    name: 'a duplicate of a profile with other values',
    async enter(world, { changeForWork }) {
      const { client } = world.running();
      await client.profiles.create({ draft: { title: 'Work' } });
      await edit(serversFile(world), (servers) => servers.map(changeForWork));
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
        edit(serversFile(world), (servers) =>
          changed(intruder)(servers).map((one) => ({ ...one, name: 'renamed' })),
        ),
      ),
  },
];

/** Every way for a definition to get into Patchbay. */
export const trustDoors: readonly TrustDoor[] = [...filed, ...imported, ...typed, ...others];
