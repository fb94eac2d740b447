import { createServerRegistry } from '../../src/main/registry/server-registry.ts';
import type { RegistryFile } from '../../src/main/registry/registry-file.ts';
import type { HostEvent } from '../../src/shared/domain/events.ts';
import { foldBatch } from '../../src/shared/domain/mirror.ts';
import { serverNameSchema, serverViewSchema } from '../../src/shared/domain/server.ts';
import { healthIn, stateOf } from '../../src/shared/domain/snapshot-health.ts';
import { own } from '../../src/shared/util/own.ts';
import { emptySnapshot } from './empty-snapshot.ts';
import { createFakeSecrets } from './fake-secrets.ts';
import { createMemoryAgreements } from './memory-agreements.ts';
import { createMemoryDocument } from './memory-document.ts';
import { oddNames } from './odd-names.ts';
import { createProfileWorld } from './profile-world.ts';
import { createSilentLogger } from './silent-logger.ts';

const transport = { type: 'streamable-http' as const, url: 'https://one.example/mcp' };

/** Notes where two things that should be equal are not. */
class Differences {
  readonly found: string[] = [];
  expect(is: unknown, should: unknown, where: string): void {
    const [one, other] = [JSON.stringify(is), JSON.stringify(should)];
    if (one !== other) this.found.push(`${where}: ${String(one)} instead of ${String(other)}`);
  }
}

/** Whether a text has characters (code points), and at most so many. */
const fits = (text: string, most: number): boolean =>
  text.trim() !== '' && [...text.trim()].length <= most;

async function openRegistry(store: ReturnType<typeof createMemoryDocument<RegistryFile>>) {
  const logger = createSilentLogger();
  const clock = { now: () => 1_000 };
  const registry = createServerRegistry({
    store,
    secrets: createFakeSecrets(),
    agreements: createMemoryAgreements(),
    clock,
    logger,
  });
  const load = await registry.load();
  return { registry, load };
}

/** Servers are created twice, renamed, imported, turned off and removed under every name. */
export async function registryDifferences(names: readonly string[] = oddNames): Promise<string[]> {
  const differences = new Differences();
  const store = createMemoryDocument<RegistryFile>();
  const { registry } = await openRegistry(store);
  /** What there should be: whether it is on, by name. */
  const model = new Map<string, boolean>();
  for (const title of names) {
    const draft = { title, transport, enabled: false };
    for (const made of [
      await registry.create(draft),
      await registry.create(draft),
      await registry.saveBatch([{ draft }, { draft }]),
    ]) {
      differences.expect(made.ok, fits(title, 200), `${title}: taken`);
      if (!made.ok) continue;
      const servers = Array.isArray(made.value)
        ? made.value.map(({ server }) => server)
        : [made.value];
      for (const { name } of servers as { name: string }[]) {
        differences.expect(model.has(name), false, `${title}: a name of its own`);
        model.set(name, false);
      }
    }
    const [last = ''] = [...model.keys()].slice(-1);
    const [before = ''] = [...model.keys()].slice(-2);
    const renamed = await registry.update(last, { ...draft, title: `${title}` });
    differences.expect(renamed.ok, fits(title, 200), `${title}: renamed`);
    if ((await registry.setEnabled(last, true)).ok) model.set(last, true);
    if ((await registry.remove(before)).ok) model.delete(before);
  }
  const is = registry.list().map(({ name, enabled }) => [name, enabled]);
  differences.expect(is, [...model], 'what is there');
  for (const { name, title } of registry.list()) {
    differences.expect(serverNameSchema.safeParse(name).success, true, `${name}: a name`);
    differences.expect(fits(title, 200) && title === title.trim(), true, `${name}: a title`);
  }
  const again = await openRegistry(store);
  differences.expect(again.load.problems, [], 'problems after a restart');
  const told = [again.registry, registry].map((one) =>
    one.list().map(({ name, title, enabled }) => [name, title, enabled]),
  );
  differences.expect(told[0], told[1], 'after a restart');
  return differences.found;
}

/** Profiles are made, renamed and removed, and servers turned on in one of them, under every name. */
export async function profileDifferences(names: readonly string[] = oddNames): Promise<string[]> {
  const differences = new Differences();
  const world = await createProfileWorld();
  const { profiles, registry, edits, allServers } = world;
  const look = { icon: 'user', color: 'teal' } as const;
  /** For whom each server is on, by name. */
  const isOnFor = new Map<string, Set<string>>();
  const kept = new Set(['personal']);
  const work = await profiles.create({ title: 'Work', ...look });
  if (work.ok) kept.add(work.value.id);
  for (const [index, title] of names.entries()) {
    const server = await allServers.create({ title, transport, enabled: false });
    if (server.ok) isOnFor.set(server.value.name, new Set());
    const made = await profiles.create({ title, ...look });
    const isProfile = fits(title, 60);
    differences.expect(made.ok, isProfile, `${title}: a profile`);
    if (!made.ok) continue;
    const { id } = made.value;
    differences.expect(kept.has(id), false, `${title}: an id of its own`);
    kept.add(id);
    const renamed = await profiles.update(id, { title, ...look });
    differences.expect(renamed.ok, true, `${title}: renamed`);
    if (server.ok) {
      await profiles.activate(id);
      await edits.setEnabled(server.value.name, true);
      isOnFor.get(server.value.name)?.add(id);
      await profiles.activate('personal');
    }
    // Some stay, so that the last ones meet those that are called alike.
    if (index % 10 === 0) continue;
    if ((await profiles.remove(id)).ok) kept.delete(id);
  }
  const ids = profiles.profiles().all.map(({ id }) => id);
  differences.expect([...ids].sort(), [...kept].sort(), 'profiles');
  for (const id of kept) {
    await profiles.activate(id);
    for (const { name, enabled } of registry.list()) {
      differences.expect(enabled, isOnFor.get(name)?.has(id) ?? false, `${name}: on for ${id}`);
    }
    differences.expect(registry.list().length, isOnFor.size, `${id}: servers`);
  }
  await world.dispose();
  return differences.found;
}

/** The window's mirror hears of servers, states and catalogs under every name. */
export function mirrorDifferences(names: readonly string[] = oddNames): string[] {
  const differences = new Differences();
  const server = serverViewSchema.parse({
    name: 'a',
    title: 'a',
    transport,
    createdAt: 1,
    updatedAt: 1,
  });
  const summary = { tools: 1, resources: 0, resourceTemplates: 0, prompts: 0, fetchedAt: 1 };
  /** What the window should know, by name. */
  const model = new Map<string, { kind: 'idle' | 'disabled'; tools: number | undefined }>();
  let snapshot = emptySnapshot();
  const tell = (event: HostEvent): void => {
    const folded = foldBatch(snapshot, { seq: snapshot.seq + 1, events: [event] });
    if (folded.kind === 'folded') snapshot = folded.snapshot;
    else differences.found.push(`an event was ${folded.kind}`);
  };
  const check = (name: string): void => {
    const known = model.get(name);
    const has = snapshot.servers.some((one) => one.name === name);
    differences.expect(has, known !== undefined, `${name}: there`);
    differences.expect(stateOf(snapshot, name).kind, known?.kind ?? 'idle', `${name}: state`);
    differences.expect(own(snapshot.catalogs, name)?.tools, known?.tools, `${name}: catalog`);
    differences.expect(own(snapshot.signIns, name), undefined, `${name}: sign-in`);
    const health = healthIn(snapshot, { ...server, name }, null);
    differences.expect(
      health.level,
      healthIn(snapshot, { ...server, name: `${name} never told` }, null).level,
      `${name}: health`,
    );
  };
  for (const name of names) {
    check(name);
    tell({ kind: 'server-saved', server: { ...server, name, title: name } });
    model.set(name, { kind: 'idle', tools: undefined });
    check(name);
    tell({ kind: 'catalog-changed', name, summary });
    model.set(name, { kind: 'idle', tools: 1 });
    check(name);
    tell({ kind: 'sign-in-changed', name, signIn: null });
    check(name);
  }
  for (const [index, name] of names.entries()) {
    if (index % 2 === 0) continue;
    tell({ kind: 'server-removed', name });
    model.delete(name);
  }
  for (const name of names) check(name);
  differences.expect(snapshot.servers.length, model.size, 'servers');
  differences.expect(Object.keys(snapshot.catalogs).length, model.size, 'catalogs');
  return differences.found;
}
