import { setMaxListeners } from 'node:events';

import { createApprovalDesk } from '../../src/main/approvals/approval-desk.ts';
import { createApprovals } from '../../src/main/approvals/approvals.ts';
import type { ApprovalFile } from '../../src/main/approvals/approval-file.ts';
import { createCallGate } from '../../src/main/approvals/call-gate.ts';
import type { WantedCall } from '../../src/main/approvals/call-gate.ts';
import { toolFacts } from '../../src/main/approvals/tool-facts.ts';
import type { JsonObject } from '../../src/shared/domain/catalog.ts';
import { FakeClock } from './fake-clock.ts';
import { createFakeRandom } from './fake-random.ts';
import { createMemoryDocument } from './memory-document.ts';
import type { MemoryDocument } from './memory-document.ts';
import { sealingVault } from './sealing-vault.ts';
import { createSilentLogger } from './silent-logger.ts';

/** A tool that says of itself what `annotations` do. */
export const toolWith = (annotations?: JsonObject, inputSchema: JsonObject = {}): JsonObject => ({
  name: 'erase',
  description: 'Erases.',
  inputSchema: { type: 'object', ...inputSchema },
  ...(annotations && { annotations }),
});

/** A call of a tool that says nothing of itself, but for `change`. */
export const wanted = (change: Partial<WantedCall> = {}): WantedCall => ({
  caller: { app: 'Cursor' },
  profile: 'personal',
  server: 'files',
  tool: 'erase',
  definition: toolWith(),
  params: { name: 'erase', arguments: { path: '/a' } },
  ...change,
});

/** The real gate, desk and approvals over documents in memory, by the names of servers. */
export function approvalKit(
  options: {
    readonly documents?: Map<string, MemoryDocument<ApprovalFile>>;
    /** Notes of a vault; they outlive a kit that is given them. */
    readonly notes?: Map<string, string>;
    readonly isLocked?: () => boolean;
    readonly leavesAsking?: boolean;
    readonly tools?: readonly JsonObject[];
  } = {},
) {
  const documents = options.documents ?? new Map<string, MemoryDocument<ApprovalFile>>();
  const sealing = sealingVault(options.notes, options.isLocked);
  const clock = new FakeClock();
  const logger = createSilentLogger();
  const approvals = createApprovals({
    openDocument(key) {
      const document = documents.get(key) ?? createMemoryDocument<ApprovalFile>();
      documents.set(key, document);
      return document;
    },
    vault: sealing.vault,
    logger,
  });
  const desk = createApprovalDesk({
    clock,
    random: createFakeRandom(),
    logger,
    patienceMs: () => 300_000,
    titleOf: (server) => server,
    redact: (_server, text) => text.replaceAll('hunter22', '•••'),
  });
  const launch = { place: 'launch 1', isOurs: false };
  let isThere = true;
  const gate = createCallGate({
    approvals,
    desk,
    leavesAsking: () => Promise.resolve(options.leavesAsking ?? false),
    keyOf: (_profile, server) => server,
    placeOf: () => (isThere ? launch : undefined),
    toolsOf: () =>
      Promise.resolve(
        (options.tools ?? []).map((tool) => ({
          tool: String(tool['name']),
          print: toolFacts(tool).print,
        })),
      ),
    clock,
  });
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return {
    approvals,
    desk,
    gate,
    clock,
    documents,
    launch,
    removeLaunch: () => void (isThere = false),
    /** Makes a call: whether it passed, or why not. */
    async pass(call: WantedCall = wanted(), own: AbortSignal = signal) {
      const passed = await gate.pass(call, { signal: own });
      return passed.ok ? (passed.value.wasAsked ? 'asked' : 'passed') : passed.error;
    },
    ids: () => desk.pending().flatMap(({ id }) => desk.calls(id).ids),
    notes: sealing.notes,
    tellVault: sealing.tell,
    limitNotes: sealing.limitNotes,
  };
}
