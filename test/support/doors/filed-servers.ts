import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { seal } from '../../../src/main/node/documents/document-store-envelope.ts';
import { savedLaunch } from '../../../src/main/registry/draft-launch.ts';
import { launchFingerprint } from '../../../src/main/trust/launch-fingerprint.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';
import { waitFor } from '../processes.ts';
import type { DoorWorld, FiledServer, Intruder } from './trust-door.ts';

/** A change of all servers of a file, by hand. */
export type Change = (servers: readonly FiledServer[]) => readonly FiledServer[];

/** Changes a document by hand; `isSealed` gives it a right checksum too. */
export async function editFile(
  path: string,
  change: Change,
  isSealed = false,
  to = path,
): Promise<void> {
  const file = JSON.parse(await readFile(path, 'utf8')) as {
    schemaVersion: number;
    value: { servers: readonly FiledServer[] };
  };
  file.value.servers = change(file.value.servers);
  await writeFile(to, isSealed ? sealed(file.schemaVersion, file.value) : JSON.stringify(file));
}

/** A document as Patchbay itself writes it, with a right checksum. */
export const sealed = (version: number, value: unknown) => seal(version, JSON.stringify(value));

/** Changes `servers.json` in a host's folder by hand. */
export const editServers = (folder: string, change: Change, isSealed = false): Promise<void> =>
  editFile(serversFile({ folder }), change, isSealed);

/** The server `notes` changed into what an intruder brings. */
export const changed =
  ({ change }: Intruder): Change =>
  (servers) =>
    servers.map((one) => (one.name === 'notes' ? change(one) : one));

/** What an intruder brings, as one more server. */
export const added =
  ({ change }: Intruder): Change =>
  (servers) => [
    ...servers,
    ...servers.slice(0, 1).map((one) => ({ ...change(one), name: 'another', title: 'Another' })),
  ];

/** Where the servers of a home lie. */
export const serversFile = ({ folder }: Pick<DoorWorld, 'folder'>) =>
  join(folder, 'data', 'servers.json');

/** The fingerprint anybody can compute of a definition. */
export function fingerprintOf(definition: FiledServer): string {
  const server: ServerDefinition = serverDefinitionSchema.parse(definition);
  return launchFingerprint(savedLaunch(server));
}

/** Waits until what was done to a file counts. */
export async function untilShown({ running }: DoorWorld, isShown: () => boolean): Promise<void> {
  await waitFor('the change to be taken over', () => isShown() || undefined);
  await running().host.started;
}

/** Whether a person was told of an edited file. */
export const noticed =
  ({ running }: DoorWorld) =>
  () =>
    running()
      .host.snapshot()
      .notices.some(({ code }) => code === 'FILE_EDITED');
