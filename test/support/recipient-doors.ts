import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { writeExport } from '../../src/main/transfer/export-file.ts';
import { seal } from '../../src/main/node/documents/document-store-envelope.ts';
import type { McpOrigin } from './mcp-origin.ts';
import { waitFor } from './processes.ts';
import type { TestHost } from './test-host.ts';

/** What is stored for the server `notes`; none of it may reach a stranger unasked. */
export const storedValues = {
  header: 'header-canary-5d1c',
  key: 'key-canary-91ab',
  variable: 'variable-canary-07fe',
  other: 'work-canary-44d2',
  client: 'client-canary-e3b0',
} as const;
export const everyValue: readonly string[] = Object.values(storedValues);

/** A server of the file, as whoever edits it sees it. */
export type Entry = Record<string, unknown> & { name: string };

/** What a door is opened with. */
export interface DoorKit {
  readonly honest: McpOrigin;
  readonly stranger: McpOrigin;
  running: TestHost;
  /** Ends the host and starts one on the same folder; what is done between them is done to files. */
  restart(between: (folder: string) => Promise<void>): Promise<void>;
}

/** One way by which a server can come to point elsewhere. */
export interface Door {
  readonly title: string;
  open(kit: DoorKit): Promise<void>;
  /** The server that then points at the stranger; `notes` if absent, null where there is none. */
  readonly name?: string | null;
  /** What the person is asked: to allow the place (the usual), or for the values anew. */
  readonly asks?: 'recipient' | 'values';
}

const pathIn = (folder: string, name: string) => join(folder, 'data', name);

/** The same file as its own program would have written it, or as an editor does. */
async function rewrite(
  path: string,
  change: (servers: Entry[]) => Entry[],
  isSealed = false,
): Promise<void> {
  const file = JSON.parse(await readFile(path, 'utf8')) as {
    schemaVersion: number;
    value: { servers: Entry[] };
  };
  const value = { ...file.value, servers: change(file.value.servers) };
  const bytes = isSealed
    ? seal(file.schemaVersion, JSON.stringify(value))
    : JSON.stringify({ ...file, value }, null, 2);
  await writeFile(path, bytes);
}

/** Changes `servers.json` of a host. */
export const editServers = (
  folder: string,
  change: (servers: Entry[]) => Entry[],
  isSealed = false,
): Promise<void> => rewrite(pathIn(folder, 'servers.json'), change, isSealed);

const changed = (change: (entry: Entry) => Entry) => (servers: Entry[]) =>
  servers.map((entry) => (entry.name === 'notes' ? change(entry) : entry));

const transportOf = (entry: Entry) => entry['transport'] as Record<string, unknown>;

/** Points an entry elsewhere. */
const aimed = (url: string, more: object = {}) =>
  changed((entry) => ({
    ...entry,
    ...more,
    transport: { ...transportOf(entry), url },
  }));

async function editRunning(kit: DoorKit, change: (servers: Entry[]) => Entry[]): Promise<void> {
  const { folder, host } = kit.running;
  // What servers turn out to be changes the list too, and is no edit.
  const listed = () =>
    JSON.stringify(host.registry.list(), (key, value: unknown) =>
      key === 'inspection' ? undefined : value,
    );
  const before = listed();
  await editServers(folder, change);
  await waitFor('the change', () => listed() !== before);
}

const between =
  (change: (kit: DoorKit) => (servers: Entry[]) => Entry[], isSealed = false) =>
  (kit: DoorKit) =>
    kit.restart((folder) => editServers(folder, change(kit), isSealed));

async function replaceByImport(
  { running: { client, folder } }: DoorKit,
  text: string,
  turnsOn: boolean,
): Promise<string> {
  const path = join(folder, 'stranger.json');
  await writeFile(path, text);
  const finds = await client.import.read({ kind: 'file', path });
  const plan = await client.import.plan({ findIds: (finds ?? []).map(({ id }) => id) });
  const choices = plan.items.flatMap(({ id, state }) =>
    state.kind === 'differs' ? [{ itemId: id, action: 'replace' as const }] : [],
  );
  if (choices.length === 0) throw new Error(`nothing to replace: ${JSON.stringify(plan)}`);
  const { undoId } = await client.import.apply({ planId: plan.planId, choices, turnsOn });
  return undoId;
}

/** An export of somebody else's, without its secrets, of a server with the same name. */
async function strangersExport({ stranger, running }: DoorKit): Promise<string> {
  const entry = running.host.registry.get('notes');
  if (entry === undefined) throw new Error('no server');
  const server = { ...entry, transport: { ...entry.transport, url: stranger.url } };
  const look = { icon: 'user', color: 'indigo' } as const;
  const profile = { id: 'personal', title: 'Personal', createdAt: 1, choices: {}, ...look };
  const contents = {
    profiles: {
      activeId: 'personal',
      profiles: [profile],
    },
    servers: [server],
  };
  return writeExport({ savedAt: 1, contents }, undefined, () => new Uint8Array());
}

const appSettings = (url: string): string =>
  JSON.stringify({
    mcpServers: {
      Notes: { url, headers: { 'X-Team': '${TEAM}', Authorization: 'Bearer ${TOKEN}' } },
    },
  });

/** Every door. */
export const doors: readonly Door[] = [
  {
    title: 'the address in the file, while running',
    open: (kit) => editRunning(kit, aimed(kit.stranger.url)),
  },
  {
    title: 'the address in the file, between two runs',
    open: between(({ stranger }) => aimed(stranger.url)),
  },
  {
    title: 'the address in the file, with the right checksum',
    open: between(({ stranger }) => aimed(stranger.url), true),
  },
  {
    title: 'another transport at another address',
    open: between(
      ({ stranger }) =>
        (servers) =>
          changed((entry) => ({
            ...entry,
            transport: { ...transportOf(entry), type: 'sse', url: stranger.url },
          }))(servers),
    ),
  },
  {
    title: 'a WebSocket at another address',
    open: between(
      ({ stranger }) =>
        (servers) =>
          changed((entry) => ({
            ...entry,
            transport: {
              ...transportOf(entry),
              type: 'websocket',
              url: stranger.url.replace('http', 'ws'),
            },
          }))(servers),
    ),
    asks: 'recipient',
  },
  {
    title: 'the user part of an address that looks like the old one',
    open: between(({ stranger, honest }) =>
      aimed(
        `http://${honest.origin.slice('http://'.length)}@${stranger.url.slice('http://'.length)}`,
      ),
    ),
    asks: 'recipient',
  },
  {
    title: 'a variable of the address, in the file',
    name: 'hosted',
    open: between(
      ({ stranger }) =>
        (servers) =>
          servers.map((entry) =>
            entry.name === 'hosted'
              ? { ...entry, variableValues: { HOST: { kind: 'text', text: hostOf(stranger) } } }
              : entry,
          ),
    ),
  },
  {
    title: 'a second entry that borrows the references',
    name: 'borrower',
    open: between(({ stranger }) => (servers) => [
      ...servers,
      ...aimed(stranger.url)(servers)
        .filter(({ name }) => name === 'notes')
        .map((entry) => ({ ...entry, name: 'borrower', title: 'Borrower' })),
    ]),
  },
  {
    title: 'a second entry that borrows them while running',
    name: 'borrower',
    open: (kit) =>
      editRunning(kit, (servers) => [
        ...servers,
        ...aimed(kit.stranger.url)(servers)
          .filter(({ name }) => name === 'notes')
          .map((entry) => ({ ...entry, name: 'borrower', title: 'Borrower' })),
      ]),
  },
  {
    title: 'another name in the file',
    name: 'renamed',
    open: between(({ stranger }) => aimed(stranger.url, { name: 'renamed' })),
  },
  {
    title: 'the previous generation of the file',
    open: (kit) =>
      kit.restart(async (folder) => {
        const path = pathIn(folder, 'servers.json');
        await editServers(folder, aimed(kit.stranger.url), true);
        await writeFile(`${path}.bak`, await readFile(path));
        await writeFile(path, '{');
      }),
  },
  {
    title: 'a planted change of the home',
    open: (kit) =>
      kit.restart(async (folder) => {
        const value = async (name: string) =>
          (JSON.parse(await readFile(pathIn(folder, name), 'utf8')) as { value: unknown }).value;
        const registry = (await value('servers.json')) as { servers: Entry[] };
        const servers = aimed(kit.stranger.url)(registry.servers);
        const change = { profiles: await value('profiles.json'), registry: { servers } };
        await writeFile(pathIn(folder, 'home-change.json'), seal(1, JSON.stringify(change)));
      }),
  },
  {
    title: 'a backup that was changed, restored',
    async open(kit) {
      await kit.running.client.servers.remove({ name: 'spare' });
      await kit.restart(async (folder) => {
        for (const path of await backupsIn(folder)) await aimBackup(path, kit.stranger.url);
      });
      const [newest] = await kit.running.client.moving.backups({});
      await kit.running.client.moving.restore({ id: newest?.id ?? '' });
    },
  },
  {
    title: 'an export of a stranger that replaces it and turns on what was on',
    asks: 'values',
    open: async (kit) => void (await replaceByImport(kit, await strangersExport(kit), true)),
  },
  {
    title: 'settings of another app that replace it',
    asks: 'values',
    async open(kit) {
      await replaceByImport(kit, appSettings(kit.stranger.url), false);
      await kit.running.client.servers.setEnabled({ name: 'notes', enabled: true });
    },
  },
  {
    title: 'settings that replace it, taken back and imported again',
    asks: 'values',
    async open(kit) {
      const { client, host } = kit.running;
      await client.undo.run({
        id: await replaceByImport(kit, appSettings(kit.stranger.url), false),
      });
      await client.undo.redo({ id: host.snapshot().redoable?.id ?? '' });
      await client.servers.setEnabled({ name: 'notes', enabled: true });
    },
  },
  {
    title: 'an import that is taken back after the file was changed',
    async open(kit) {
      const undoId = await replaceByImport(kit, appSettings(kit.honest.url), false);
      await kit.running.client.undo.run({ id: undoId });
      await editRunning(kit, aimed(kit.stranger.url));
    },
  },
  {
    title: 'a removal that is taken back after the file got a server of its name',
    name: null,
    async open(kit) {
      const { client } = kit.running;
      const entry = JSON.stringify(kit.running.host.registry.get('notes'));
      await client.servers.remove({ name: 'notes' });
      await editRunning(kit, (servers) => [
        ...servers,
        ...aimed(kit.stranger.url)([JSON.parse(entry) as Entry]),
      ]);
      const { undoable } = await client.app.snapshot({});
      await client.undo.run({ id: undoable?.id ?? '' });
    },
  },
  {
    title: 'another profile',
    async open(kit) {
      await editRunning(kit, aimed(kit.stranger.url));
      await kit.running.client.profiles.activate({ id: 'work' });
    },
  },
];

const hostOf = ({ origin }: McpOrigin): string => origin.slice('http://'.length);

async function backupsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(pathIn(folder, 'backups'));
  return names
    .filter((name) => name.endsWith('.json') && name !== 'index.json')
    .map((name) => join(folder, 'data', 'backups', name));
}

async function aimBackup(path: string, url: string): Promise<void> {
  const file = JSON.parse(await readFile(path, 'utf8')) as {
    schemaVersion: number;
    value: { servers: Entry[] };
  };
  const value = { ...file.value, servers: aimed(url)(file.value.servers) };
  await writeFile(path, seal(file.schemaVersion, JSON.stringify(value)));
}
