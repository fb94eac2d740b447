import type { ProcessTree } from '../processes/tree-ports.ts';

const POLL_INTERVAL_MS = 20;
const STRAGGLER_MS = 100;
const HARD_KILL_WAIT_MS = 2_000;

/** How long each polite step may take. */
export interface StopGraceMs {
  /** After stdin was closed. */
  readonly stdinEnd: number;
  /** After SIGTERM. */
  readonly term: number;
}

/** Where stopping begins: `input` waits after closing stdin, `term` does not. */
export type StopStep = 'input' | 'term';

/** A running child as the stopper sees it. */
export interface StoppableChild {
  readonly tree: ProcessTree;
  /** Resolves when the child itself has exited. */
  readonly exited: Promise<void>;
  endInput(): void;
}

/** True when `promise` resolves within `timeoutMs`. */
export function resolvesWithin(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs, false);
    void promise.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

async function treeEnds(tree: ProcessTree, timeoutMs: number) {
  const never = new Promise<void>(() => undefined);
  // By the clock: on Windows one look takes half a second.
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (!(await tree.isAlive())) return true;
    if (performance.now() >= deadline) return false;
    await resolvesWithin(never, POLL_INTERVAL_MS);
  }
}

/**
 * Ends a child and all it started: close stdin, wait, SIGTERM, wait, SIGKILL (MCP stdio transport,
 * "Shutdown"). Resolves with true when no process of the tree is alive, and with false when some would
 * not end; a step that is enough ends it early.
 */
export async function stopTree(
  child: StoppableChild,
  from: StopStep,
  graceMs: StopGraceMs,
): Promise<boolean> {
  const { tree, exited } = child;
  const ends = async (leaderMs: number, stragglerMs: number) =>
    (await resolvesWithin(exited, leaderMs)) &&
    (await treeEnds(tree, Math.min(stragglerMs, leaderMs)));

  await tree.capture();
  child.endInput();
  if (from === 'input' && (await ends(graceMs.stdinEnd, STRAGGLER_MS))) return true;
  await tree.signal('SIGTERM');
  if (await ends(graceMs.term, graceMs.term)) return true;
  await tree.signal('SIGKILL');
  return ends(HARD_KILL_WAIT_MS, HARD_KILL_WAIT_MS);
}
