import type { Client } from '@modelcontextprotocol/client';

import { addAgreed } from '../support/add-agreed.ts';
import { compiledBridge, connectApp, scriptBridge } from '../support/bridge.ts';
import { connectHttpApp } from '../support/http-door.ts';
import type { HttpDoorHost } from '../support/http-door.ts';
import { sendHostile } from '../support/hostile-requests.ts';
import { startHeaderRelay } from '../support/header-relay.ts';
import { waitFor } from '../support/processes.ts';
import { passingServerLaunch, startPassingServerOverHttp } from '../support/real-servers.ts';
import { othersAreServed } from './door-apps.ts';
import type { DoorRow } from './doors.ts';

const sessions = 500;
const eras = ['legacy', 'modern'] as const;

/** Apps that come in and then do not what apps should. */
export const oddApps = [vanishing, neverEnding, wrongArguments, otherTools, credentials];

async function addPassing(running: HttpDoorHost): Promise<void> {
  const { command, args } = passingServerLaunch({});
  const env = { ERA: { kind: 'text' as const, text: 'legacy' } };
  const transport = { type: 'stdio' as const, command, args: [...args], env };
  const draft = { title: 'Passing', transport };
  await running.reached(await addAgreed(running.client, draft), 'ready');
}

/** One app of each era through each door. */
const appsOf = (running: HttpDoorHost): Promise<readonly Client[]> =>
  Promise.all(
    eras.flatMap((era) => [
      connectHttpApp(running, { era }),
      connectApp(compiledBridge ?? scriptBridge, running.folder, { app: 'bridged', era }),
    ]),
  );

const textOf = (answer: unknown): string => JSON.stringify(answer);

async function vanishing(running: HttpDoorHost): Promise<DoorRow> {
  await addPassing(running);
  const gone = await appsOf(running);
  const staying = await connectApp(compiledBridge ?? scriptBridge, running.folder, {
    app: 'stays',
  });
  const wait = { name: 'passing_wait', arguments: { ms: 600_000 } };
  const started = await Promise.all(
    gone.map(
      (app) =>
        new Promise((resolve) => {
          void app.callTool(wait, { onprogress: resolve }).catch(() => undefined);
        }),
    ),
  );
  let isOver = false;
  const kept = staying
    .callTool({ name: 'passing_wait', arguments: { ms: 20_000 } })
    .finally(() => (isOver = true));
  await Promise.all(gone.map((app) => app.close()));
  const seen = async (): Promise<number> => {
    const said = textOf(await staying.callTool({ name: 'passing_seen', arguments: {} }));
    return Number(/cancelled\\*":(\d+)/.exec(said)?.[1]);
  };
  const all = async () => ((await seen()) >= started.length ? true : undefined);
  await waitFor('all of them to be cancelled', all, 30_000).catch(() => undefined);
  const cancelled = await seen();
  const wasUnderWay = !isOver;
  const answered = textOf(await kept).includes('waited') && wasUnderWay;
  await staying.close();
  return {
    scenario: 'apps of both eras that vanish in a call, through both doors, beside one that stays',
    happened: `${String(cancelled)} of ${String(started.length)} calls cancelled at the server; the other app's call ${answered ? 'is answered' : 'is LOST'}`,
    goal: 'all cancelled there, nothing else ended',
    isMet: cancelled === started.length && answered,
  };
}

async function neverEnding(running: HttpDoorHost): Promise<DoorRow> {
  const lasting = await connectHttpApp(running);
  let begun = 0;
  for (let count = 0; count < sessions; count += 1) {
    const { status } = await sendHostile(running, { name: 'one more', status: 200 });
    if (status === 200) begun += 1;
  }
  const echo = { name: 'sample_echo', arguments: { text: 'here' } };
  const isKept = textOf(await lasting.callTool(echo).catch(() => '')).includes('here');
  const served = await othersAreServed(running);
  await lasting.close();
  return {
    scenario: `an app that opens ${String(sessions)} sessions and never sends DELETE`,
    happened: `${String(begun)} begun; the session in use ${isKept ? 'goes on' : 'is LOST'}, others ${served ? 'are served' : 'are NOT served'}`,
    goal: 'none in use is lost, others are served',
    isMet: isKept && served,
  };
}

/** What came of a call, as the protocol tells its kinds apart. */
async function kindOf(call: Promise<{ readonly isError?: boolean | undefined }>): Promise<string> {
  return await call.then(
    ({ isError }) => (isError === true ? 'tool error' : 'result'),
    () => 'protocol error',
  );
}

async function wrongArguments(running: HttpDoorHost): Promise<DoorRow> {
  const wrong = [{}, { a: 1 }, { a: 'x', b: 2 }, { a: null, b: 2 }];
  const apps = await appsOf(running);
  const kinds = await Promise.all(
    apps.flatMap((app) =>
      wrong.map((args) => kindOf(app.callTool({ name: 'sample_add', arguments: args }))),
    ),
  );
  await Promise.all(apps.map((app) => app.close()));
  const right = kinds.filter((kind) => kind === 'tool error').length;
  return {
    scenario: 'arguments that the tool’s schema refuses, both eras and doors',
    happened: `${String(right)} of ${String(kinds.length)} answered with a tool error`,
    goal: 'a tool error each time, as the protocol asks',
    isMet: right === kinds.length,
  };
}

async function otherTools(running: HttpDoorHost): Promise<DoorRow> {
  await addPassing(running);
  const apps = await appsOf(running);
  await Promise.all(apps.map((app) => app.listTools()));
  const before = await callsSeen(apps);
  await running.client.servers.setHandle({ name: 'passing', handle: 'renamed' });
  const names = ['passing_echo', 'passing_never', 'nobody_echo', 'renamed_never'];
  const asked = apps.flatMap((app) =>
    names.map((name) => kindOf(app.callTool({ name, arguments: { value: 'x' } }))),
  );
  const kinds = await Promise.all(asked);
  const echo = { name: 'renamed_echo', arguments: { value: 'found' } };
  const found = await Promise.all(apps.map((app) => app.callTool(echo).catch(() => undefined)));
  const right = kinds.filter((kind) => kind === 'protocol error').length;
  const again = found.filter((answer) => textOf(answer).includes('found')).length;
  const reached = (await callsSeen(apps, 'renamed_seen')) - before - again - 1;
  await Promise.all(apps.map((app) => app.close()));
  return {
    scenario: 'a tool that is gone, one that never was, and one whose server got another handle',
    happened: `${String(right)} of ${String(kinds.length)} answered with the protocol’s error, ${String(reached)} reached the server; ${String(again)} of ${String(apps.length)} apps call it under its new name`,
    goal: 'an error each time, none reaches the server, the new name works',
    isMet: right === kinds.length && reached === 0 && again === apps.length,
  };
}

async function callsSeen([app]: readonly Client[], tool = 'passing_seen'): Promise<number> {
  const said = textOf(await app?.callTool({ name: tool, arguments: {} }));
  return Number(/calls\\*":(\d+)/.exec(said)?.[1]);
}

async function credentials(running: HttpDoorHost): Promise<DoorRow> {
  const upstream = await startPassingServerOverHttp({ ERA: 'both' });
  const relay = await startHeaderRelay(upstream.url);
  const { url } = relay;
  const draft = {
    title: 'Relayed',
    transport: { type: 'streamable-http' as const, url, headers: {} },
  };
  await running.reached(await addAgreed(running.client, draft), 'ready');
  const headers = { Cookie: 'canary=1', 'X-Api-Key': 'canary', 'Proxy-Authorization': 'canary' };
  let answered = 0;
  for (const era of eras) {
    const app = await connectHttpApp(running, { era, headers });
    const said = await app.callTool({ name: 'relayed_echo', arguments: { value: 'through' } });
    if (textOf(said).includes('through')) answered += 1;
    await app.close();
  }
  const passed = relay.seen.filter((one) => /canary|pby_/.test(textOf(one))).length;
  await Promise.all([relay.close(), upstream.kill()]);
  return {
    scenario: 'credentials that apps send in (their token, cookies, keys)',
    happened: `${String(passed)} of ${String(relay.seen.length)} requests to the server carried one; ${String(answered)} of 2 calls answered`,
    goal: 'none, and the calls answered',
    isMet: passed === 0 && answered === 2 && relay.seen.length > 0,
  };
}
