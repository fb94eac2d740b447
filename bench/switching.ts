import { setTimeout as delay } from 'node:timers/promises';

import type { Host } from '../src/main/host/host.ts';
import type { Snapshot } from '../src/shared/domain/events.ts';
import { foldBatch } from '../src/shared/domain/mirror.ts';
import type { ServerDraftInput } from '../src/shared/domain/server.ts';
import { everything } from './connecting.ts';
import { limitFigure, median, ratioFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { hostWith } from './our-host.ts';
import { rawStdio } from './raw-sdk.ts';
import type { RawConnection } from './raw-sdk.ts';
import { own } from '../src/shared/util/own.ts';

interface Switch {
  /** Until a mirror that follows the events shows the other profile and nothing else, ms. */
  readonly shownMs: number;
  /** Until every server of the other profile is ready, ms. */
  readonly readyMs: number;
}

/**
 * Switching from a profile with `count` running private programs to one with as many of its own,
 * against the bare SDK that closes as many clients and connects as many others at the same time.
 */
export async function profileSwitch(count: number, rounds: number): Promise<Figure[]> {
  const ours: Switch[] = [];
  const reference: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const raw = await rawSwitch(count);
    const own = await ourSwitch(count);
    if (round === -1) continue;
    reference.push(raw);
    ours.push(own);
  }
  const label = `switch between profiles with ${String(count)} private programs each`;
  return [
    limitFigure(`${label}: shown`, 'ms', median(ours.map(({ shownMs }) => shownMs)), 100),
    ratioFigure(
      `${label}: all ready`,
      'ms',
      median(ours.map(({ readyMs }) => readyMs)),
      median(reference),
      1.15,
    ),
  ];
}

async function ourSwitch(count: number): Promise<Switch> {
  const draftsOf = (profile: string): ServerDraftInput[] =>
    Array.from({ length: count }, (_, index) => ({
      title: `${profile} ${String(index)}`,
      transport: { type: 'stdio', command: process.execPath, args: [everything] },
      scope: { kind: 'private', profiles: [profile] },
    }));
  const running = await hostWith([...draftsOf('personal'), ...draftsOf('work')]);
  const { host } = running;
  await host.profiles.create({ title: 'Work', icon: 'user', color: 'teal' });
  await running.startAll();
  const mirror = new MirrorWatch(host);
  const isOf = ({ profiles, servers }: Snapshot, id: string) =>
    profiles.activeId === id &&
    servers.length === count &&
    servers.every(({ name }) => name.startsWith(id));
  const startedAt = performance.now();
  const shown = mirror.until((snapshot) => isOf(snapshot, 'work'));
  const ready = mirror.until(
    (snapshot) =>
      isOf(snapshot, 'work') &&
      snapshot.servers.every(({ name }) => own(snapshot.states, name)?.kind === 'ready'),
  );
  await host.profiles.activate('work');
  const [shownAt, readyAt] = await Promise.all([shown, ready]);
  mirror.close();
  await running.close();
  return { shownMs: shownAt - startedAt, readyMs: readyAt - startedAt };
}

/** Follows a host as the window does. */
class MirrorWatch {
  readonly #end = new AbortController();
  readonly #waiting = new Set<() => void>();
  #snapshot: Snapshot;

  constructor(host: Host) {
    const batches = host.events.subscribe(this.#end.signal);
    this.#snapshot = host.snapshot();
    void this.#follow(host, batches);
  }

  async #follow(host: Host, batches: ReturnType<Host['events']['subscribe']>): Promise<void> {
    for await (const batch of batches) {
      const folded = foldBatch(this.#snapshot, batch);
      if (folded.kind === 'folded') this.#snapshot = folded.snapshot;
      if (folded.kind === 'gap') this.#snapshot = host.snapshot();
      for (const look of [...this.#waiting]) look();
    }
  }

  /** When the mirror first looks like this. */
  until(isReached: (snapshot: Snapshot) => boolean): Promise<number> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isReached(this.#snapshot)) return;
        this.#waiting.delete(look);
        resolve(performance.now());
      };
      this.#waiting.add(look);
    });
  }

  close(): void {
    this.#end.abort();
  }
}

async function rawSwitch(count: number): Promise<number> {
  const connectAll = (): Promise<RawConnection[]> =>
    Promise.all(Array.from({ length: count }, () => rawStdio(process.execPath, [everything])));
  const before = await connectAll();
  // Both begin when the programs are quiet.
  await delay(500);
  const startedAt = performance.now();
  const closing = Promise.all(before.map((connection) => connection.close()));
  const after = await connectAll();
  const ms = performance.now() - startedAt;
  await closing;
  await Promise.all(after.map((connection) => connection.close()));
  return ms;
}
