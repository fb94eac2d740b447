import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { seal } from '../../src/main/node/documents/document-store-envelope.ts';
import { addAgreed } from './add-agreed.ts';
import { startMcpOrigin } from './mcp-origin.ts';
import type { McpOrigin } from './mcp-origin.ts';
import { waitFor } from './processes.ts';
import { drawFrom, editedServers } from './random-edits.ts';
import type { EditSource } from './random-edits.ts';

import { startTestHost } from './test-host.ts';
import { askForEverything } from './doors/trust-door.ts';
import type { DoorWorld, FiledServer } from './doors/trust-door.ts';
import { clickEverything } from './trust-trial.ts';
import { answeringProgram } from './trust-stakes.ts';

/** What came of many edits that nobody said yes to. */
export interface EditOutcome {
  /** Servers that were changed in the file. */
  readonly edits: number;
  /** Programs that ran as nobody agreed to, each as it was started. */
  readonly spawned: readonly string[];
  /** Secrets that came where they are not for. */
  readonly sent: readonly string[];
  /** Secrets that did not come where they are for once the file was as before. */
  readonly lost: readonly string[];
}

/** The file is put back, and what is to run looked at, after as many edits of it. */
const roundsPerCheck = 10;

/**
 * Edits `servers.json` of a real home at random, by turns while Patchbay runs and between two runs,
 * until `edits` servers were changed; asks for every server after each, and never clicks. There are
 * `each` servers of three kinds. What ran and what was sent is told by the programs and origins themselves.
 */
export async function tryRandomEdits(edits: number, seed: number, each = 4): Promise<EditOutcome> {
  await using scene = await setScene(each);
  const { world, source } = { world: scene.world, source: scene.source(drawFrom(seed)) };
  const original = JSON.parse(await readFile(scene.file, 'utf8')) as ServersFile;
  const lost: string[] = [];
  let done = 0;
  for (let round = 0; done < edits; round += 1) {
    const servers = editedServers(original.value.servers, source);
    done += original.value.servers.length;
    await edit(scene, { ...original, value: { servers } }, source);
    await askForEverything(world);
    if (round % roundsPerCheck !== 0 && done < edits) continue;
    const { spawned, sent } = await scene.harm();
    if (spawned.length + sent.length > 0) return { edits: done, spawned, sent, lost };
    lost.push(...(await lostAfterRestoring(scene, original)));
  }
  return { edits: done, ...(await scene.harm()), lost };
}

interface ServersFile {
  readonly schemaVersion: number;
  readonly value: { readonly servers: readonly FiledServer[] };
}

type Scene = Awaited<ReturnType<typeof setScene>>;

async function edit({ world, file }: Scene, next: ServersFile, source: EditSource): Promise<void> {
  const isSealed = source.draw(2) === 0;
  const text = isSealed
    ? seal(next.schemaVersion, JSON.stringify(next.value))
    : JSON.stringify(next);
  if (source.draw(2) === 0) {
    await world.restart(() => writeFile(file, text));
    return;
  }
  const { host } = world.running();
  // What servers turn out to be changes the list too, and is no edit.
  const listed = () =>
    JSON.stringify(host.registry.list(), (key, value: unknown) =>
      key === 'inspection' ? undefined : value,
    );
  const before = listed();
  await writeFile(file, text);
  try {
    await waitFor('the edit', () => listed() !== before);
  } catch (cause) {
    const isThere = (await readFile(file, 'utf8')) === text;
    const notices = host.snapshot().notices.map(({ code }) => code);
    throw new Error(`unseen; in the file: ${String(isThere)}; ${notices.join(' ')}`, { cause });
  }
}

/** Puts the file back, says yes to what it always was, and looks what came where it is for. */
async function lostAfterRestoring(scene: Scene, original: ServersFile): Promise<string[]> {
  await scene.forget();
  await scene.world.restart(() =>
    writeFile(scene.file, seal(original.schemaVersion, JSON.stringify(original.value))),
  );
  await askForEverything(scene.world);
  await clickEverything(scene.world);
  const missing = async () => {
    const all = await scene.arrived();
    return scene.canaries.filter((canary) => !all.has(canary));
  };
  await waitFor('every secret where it is for', async () => (await missing()).length === 0).catch(
    () => undefined,
  );
  const lost = await missing();
  await scene.forget();
  return lost;
}

/** What a program tells of itself when it starts. */
interface Start {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly isEvil: boolean;
}

async function setScene(each: number) {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-edits-'));
  const log = join(folder, 'starts.jsonl');
  const [honest, evil] = [join(folder, 'honest.cjs'), join(folder, 'evil.cjs')];
  const tell = (isEvil: boolean) => `
    const { appendFileSync } = require('node:fs');
    const known = ['KEY', 'MORE', 'NODE_OPTIONS', 'EXTRA'];
    const env = Object.fromEntries(known.flatMap((n) => process.env[n] === undefined ? [] : [[n, process.env[n]]]));
    appendFileSync(${JSON.stringify(log)}, JSON.stringify({
      argv: process.argv.slice(1), env, cwd: process.cwd(), isEvil: ${String(isEvil)},
    }) + '\\n');`;
  await writeFile(honest, `${tell(false)}\n${answeringProgram}`);
  await writeFile(evil, `${tell(true)}\n${answeringProgram}`);
  const origins = [await startMcpOrigin(), await startMcpOrigin(), await startMcpOrigin()] as const;
  const [one, two, stranger] = origins;
  let running = await startTestHost();
  running.host.start();
  const world: DoorWorld = {
    folder: running.folder,
    running: () => running,
    async restart(between) {
      await running.close();
      await between?.();
      running = await startTestHost({ folder: running.folder });
      running.host.start();
    },
  };
  const canaries = await furnish(world, { each, honest, one, two });
  const starts = async (): Promise<readonly Start[]> =>
    (await readFile(log, 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Start);
  const cwd = (await starts())[0]?.cwd;
  const isHonest = ({ argv, env, ...start }: Start): boolean => {
    const name = argv[1] ?? '';
    const expected = { argv: [honest, name], env: { KEY: `program-canary-${name}` } };
    const isSame = JSON.stringify({ argv, env }) === JSON.stringify(expected);
    return isSame && !start.isEvil && start.cwd === cwd;
  };
  return {
    world,
    canaries,
    file: join(running.folder, 'data', 'servers.json'),
    source: (draw: EditSource['draw']): EditSource => ({
      draw,
      evil,
      urls: [one.url, two.url, stranger.url, stranger.url.replace('127.0.0.1', 'localhost')],
    }),
    /** What happened that nobody said yes to. */
    async harm() {
      const wrong = (await starts()).filter((start) => !isHonest(start));
      const at = (origin: McpOrigin, isFor: (canary: string) => boolean) =>
        canaries.filter((canary) => !isFor(canary) && origin.got(canary));
      return {
        spawned: wrong.map((start) => JSON.stringify(start)),
        sent: [
          ...at(one, (canary) => canary.startsWith('one-')),
          ...at(two, (canary) => canary.startsWith('two-')),
          ...at(stranger, () => false),
        ],
      };
    },
    /** Every secret that is known to have come where it is for. */
    async arrived(): Promise<ReadonlySet<string>> {
      const handed = (await starts()).flatMap(({ env }) => Object.values(env));
      const sent = canaries.filter((canary) => one.got(canary) || two.got(canary));
      return new Set([...handed, ...sent]);
    },
    async forget() {
      for (const { seen } of origins) (seen as unknown[]).length = 0;
      await rm(log, { force: true });
    },
    async [Symbol.asyncDispose]() {
      await running.remove();
      for (const origin of origins) await origin[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sets up servers of every kind with a secret each, all of them running; answers with the secrets. */
async function furnish(
  world: DoorWorld,
  {
    each,
    honest,
    one,
    two,
  }: {
    readonly each: number;
    readonly honest: string;
    readonly one: McpOrigin;
    readonly two: McpOrigin;
  },
): Promise<readonly string[]> {
  const { client, reached } = world.running();
  const canaries: string[] = [];
  const secret = (value: string) => {
    canaries.push(value);
    return { kind: 'secret', value } as const;
  };
  for (let index = 0; index < each; index += 1) {
    const id = String(index);
    const program = {
      title: `Program ${id}`,
      transport: {
        type: 'stdio' as const,
        command: process.execPath,
        args: [honest, id],
        env: { KEY: secret(`program-canary-${id}`) },
      },
    };
    await addAgreed(client, program);
    const headers = { 'X-Key': secret(`one-canary-${id}`) };
    const transport = { type: 'streamable-http' as const, url: one.url, headers };
    await client.servers.create({ draft: { title: `One ${id}`, transport } });
    const key = secret(`two-canary-${id}`);
    await client.servers.create({
      draft: {
        title: `Two ${id}`,
        transport: { type: 'streamable-http', url: two.url },
        auth: { type: 'api-key', placement: 'bearer', key },
      },
    });
    for (const name of ['program', 'one', 'two']) await reached(`${name}-${id}`, 'ready');
  }
  return canaries;
}
