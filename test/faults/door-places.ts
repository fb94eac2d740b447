import { spawn } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { usualGatewaySettings } from '../../src/shared/domain/gateway-settings.ts';
import { socketIn } from '../support/bridge.ts';
import { httpPort } from '../support/http-door.ts';
import type { HttpDoorHost } from '../support/http-door.ts';
import { freePort } from '../support/real-servers.ts';
import { startTestHost } from '../support/test-host.ts';
import { othersAreServed } from './door-apps.ts';
import type { DoorRow } from './doors.ts';

const nobody = 65_534;

/** A process of another user, at the socket in its folder and in one that anybody may enter. */
export async function anotherUser(running: HttpDoorHost): Promise<DoorRow> {
  const scenario = 'a process of another user at the socket, its folder closed and open';
  const goal = 'kept out both times';
  if (process.getuid?.() !== 0) {
    return { scenario, goal, happened: 'not tried: only root can be another user', isMet: false };
  }
  await chmod(running.folder, 0o755);
  const said = [await connectAs(nobody, running)];
  await chmod(join(running.folder, 'gateway'), 0o755);
  said.push(await connectAs(nobody, running));
  const out = said.filter((code) => code === 'EACCES').length;
  return { scenario, goal, happened: `kept out ${String(out)} of 2 times`, isMet: out === 2 };
}

/** What a program of another user says; it is Node's own, so that it needs no file of ours. */
function connectAs(uid: number, { folder }: HttpDoorHost): Promise<string> {
  const path = JSON.stringify(socketIn(folder));
  const script = `require('net').connect(${path}).on('connect', () => { process.stdout.write('in'); process.exit() }).on('error', (e) => process.stdout.write(e.code))`;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['-e', script], { uid, gid: uid, cwd: '/' });
    let said = '';
    child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
    child.on('close', () => resolve(said));
  });
}

/** A second Patchbay on the same data, and one with data of its own and the same port. */
export async function twoPatchbays(running: HttpDoorHost): Promise<DoorRow> {
  const { folder, port } = running;
  const gateway = { ...usualGatewaySettings, http: true };
  const sameData = await startTestHost({
    folder,
    servesApps: true,
    settings: { gateway: { ...gateway, port: await freePort() } },
  });
  const ownData = await startTestHost({
    servesApps: true,
    settings: { gateway: { ...gateway, port } },
  });
  for (const { host } of [sameData, ownData]) {
    host.start();
    await host.started;
  }
  const opened = await sameData.client.gateway.status({});
  const isClosed = opened.socket.kind === 'closed' && opened.http.kind === 'closed';
  const other = await httpPort(ownData);
  const codes = ownData.host.snapshot().notices.map(({ code }) => code);
  await sameData.close();
  const served = await othersAreServed(running);
  await ownData.remove();
  const isSaid = other !== port && codes.includes('DOOR_PORT_TAKEN');
  return {
    scenario: 'a second Patchbay on the same data, and one with its own data and the same port',
    happened: `the first opens ${isClosed ? 'no' : 'a'} door, the second ${isSaid ? 'takes another port and says so' : 'does not say where it is'}; apps of the running one ${served ? 'are served' : 'are NOT served'}`,
    goal: 'no door for the first, another port for the second, said; apps are served',
    isMet: isClosed && isSaid && served,
  };
}

/** Another program has the port. */
export async function portTaken(running: HttpDoorHost): Promise<DoorRow> {
  const port = await freePort();
  const taker = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => taker.listen(port, '127.0.0.1', resolve));
  await running.client.settings.update({ gateway: { ...usualGatewaySettings, http: true, port } });
  const taken = await httpPort(running);
  const codes = running.host.snapshot().notices.map(({ code }) => code);
  const served = await othersAreServed({ ...running, port: taken });
  await new Promise((resolve) => taker.close(resolve));
  const isSaid = codes.includes('DOOR_PORT_TAKEN');
  return {
    scenario: 'another program has the port',
    happened: `${taken > port ? 'the next free one is taken' : 'none is taken'}, ${isSaid ? 'said' : 'NOT said'}; apps there ${served ? 'are served' : 'are NOT served'}`,
    goal: 'the next free one, said; apps are served there',
    isMet: taken > port && isSaid && served,
  };
}
