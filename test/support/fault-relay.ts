import type { Socket } from 'node:net';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';

/** `up` is from the client to the server. */
export type Direction = 'up' | 'down';

/** One way a line misbehaves. Without a direction it is both; bytes count per line. */
export type Fault =
  /** Every byte arrives `latencyMs` ± `jitterMs` late, in order. */
  | {
      readonly kind: 'delay';
      readonly latencyMs: number;
      readonly jitterMs?: number;
      readonly direction?: Direction;
    }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number; readonly direction?: Direction }
  /** Data arrives in pieces of `bytes`, each a packet of its own. */
  | { readonly kind: 'slice'; readonly bytes: number; readonly direction?: Direction }
  /** A reset, at once or instead of the byte after `bytes`. */
  | { readonly kind: 'reset'; readonly on: 'connect' }
  | { readonly kind: 'reset'; readonly after: { readonly bytes: number; readonly in: Direction } }
  /** An orderly end instead of the byte after `bytes`. */
  | { readonly kind: 'cut'; readonly after: { readonly bytes: number; readonly in: Direction } }
  /** Accepts and swallows, at once or from the byte after `bytes`; no answer, no end. */
  | { readonly kind: 'half-open'; readonly on: 'connect' }
  | {
      readonly kind: 'half-open';
      readonly after: { readonly bytes: number; readonly in: Direction };
    };

/** What a relay asks and tells. */
interface RelayDeps {
  readonly random: () => number;
  readonly faults: () => readonly Fault[];
  readonly passed: (direction: Direction, bytes: number) => void;
  readonly isSilent: () => boolean;
  readonly silence: () => void;
  readonly drop: (how: 'end' | 'reset') => void;
}

/** A reset right behind data looks like an orderly end to libuv, which stops at a short read. */
const BEFORE_RESET_MS = 20;

/** Bytes that may wait for a slow line before the sender has to. */
const MAX_QUEUED_BYTES = 64 * 1024;

/** Passes on what comes from `source` until it ends, through the faults of `direction`. */
export function relay(source: Socket, target: Socket, direction: Direction, deps: RelayDeps) {
  const queue: { readonly data: Buffer; readonly dueMs: number }[] = [];
  const stopped = new AbortController();
  let queuedBytes = 0;
  let carriedBytes = 0;
  let hasEnded = false;
  let isDraining = false;
  let tellFinished = () => {};
  const finished = new Promise<void>((resolve) => (tellFinished = resolve));

  const own = <K extends Fault['kind']>(kind: K) =>
    deps.faults().find((fault): fault is Extract<Fault, { kind: K }> => {
      const chosen = 'direction' in fault ? fault.direction : undefined;
      return fault.kind === kind && (chosen === undefined || chosen === direction);
    });
  const wait = (ms: number) => delay(ms, undefined, { signal: stopped.signal });

  /** The fault that strikes first within the next `length` bytes, and where. */
  const trap = (length: number) =>
    deps
      .faults()
      .flatMap((fault) =>
        'after' in fault && fault.after.in === direction
          ? [{ kind: fault.kind, at: Math.max(0, fault.after.bytes - carriedBytes) }]
          : [],
      )
      .filter(({ at }) => at < length)
      .sort((a, b) => a.at - b.at)[0];

  const spring = async (kind: 'reset' | 'cut' | 'half-open') => {
    if (kind === 'half-open') return deps.silence();
    if (kind === 'reset') await wait(BEFORE_RESET_MS);
    deps.drop(kind === 'cut' ? 'end' : 'reset');
  };

  const pass = async (data: Buffer) => {
    if (deps.isSilent() || target.destroyed) return;
    const sprung = trap(data.length);
    const piece = sprung ? data.subarray(0, sprung.at) : data;
    carriedBytes += piece.length;
    if (piece.length > 0) {
      // Handed over to the system before a reset could throw it away.
      await new Promise<void>((resolve) => void target.write(piece, () => resolve()));
      deps.passed(direction, piece.length);
    }
    if (sprung) await spring(sprung.kind);
  };

  const deliver = async (data: Buffer) => {
    const size = own('slice')?.bytes ?? data.length;
    for (let start = 0; start < data.length; start += size) {
      const piece = data.subarray(start, start + size);
      const slow = own('slow');
      if (slow) await wait((piece.length * 1000) / slow.bytesPerSecond);
      await pass(piece);
      // Lets a reader in this process come in between, or the system joins the pieces.
      if (size < data.length) await turn();
    }
  };

  const drain = async () => {
    if (isDraining) return;
    isDraining = true;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const restMs = next.dueMs - performance.now();
      if (restMs > 0) await wait(restMs);
      await deliver(next.data);
      queuedBytes -= next.data.length;
      if (queuedBytes < MAX_QUEUED_BYTES) source.resume();
    }
    isDraining = false;
    if (!hasEnded) return;
    if (!deps.isSilent()) target.end();
    tellFinished();
  };
  const drainUntilStopped = () => void drain().catch(() => tellFinished());

  source.on('data', (data: Buffer) => {
    const late = own('delay');
    const jitterMs = (late?.jitterMs ?? 0) * (deps.random() * 2 - 1);
    queue.push({ data, dueMs: performance.now() + (late?.latencyMs ?? 0) + jitterMs });
    queuedBytes += data.length;
    if (queuedBytes >= MAX_QUEUED_BYTES) source.pause();
    drainUntilStopped();
  });
  source.once('end', () => {
    hasEnded = true;
    drainUntilStopped();
  });
  source.once('close', () => {
    hasEnded = true;
    drainUntilStopped();
  });
  return { finished, stop: () => stopped.abort() };
}
