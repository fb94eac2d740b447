import type { Mutant } from './mutant.ts';

const gate = { file: 'approvals/call-gate.ts', test: 'unit/approvals/call-gate.test.ts' };
const decisions = { file: 'approvals/decisions.ts', test: 'unit/approvals/call-gate.test.ts' };
const kept = { file: 'approvals/decisions.ts', test: 'unit/approvals/approvals.test.ts' };
const permit = { file: 'approvals/call-permit.ts', test: 'unit/approvals/call-gate.test.ts' };
const again = { file: 'approvals/continuations.ts', test: 'unit/approvals/call-gate.test.ts' };
const sealing = { file: 'approvals/approval-file.ts', test: 'unit/approvals/approvals.test.ts' };
const desk = { file: 'approvals/approval-desk.ts', test: 'unit/approvals/approval-desk.test.ts' };
const live = { file: 'connections/live-session.ts', test: 'unit/connections/pool-ready.test.ts' };
const sent = { file: 'gateway/gated-call.ts', test: 'unit/gateway/gateway.test.ts' };

/** Lines that decide whether a tool is called. */
export const approvalMutants: readonly Mutant[] = [
  { ...gate, find: "if (verdict.kind === 'never') return err('never');", replace: '' },
  { ...gate, find: "verdict.kind === 'pass' ||", replace: "verdict.kind !== 'never' ||" },
  { ...gate, find: "if (options.signal.aborted) return err('gone');", replace: '' },
  { ...gate, find: 'decided.get(tool) === undefined', replace: 'true' },
  { ...gate, find: '`token:${token}`', replace: '`app:${app}`' },
  { ...gate, find: "if (door === 'command') return 'command';", replace: '' },
  { ...decisions, find: "if (decided?.choice === 'never')", replace: 'if (false)' },
  { ...decisions, find: 'if (decisions.place !== place) return ask;', replace: '' },
  { ...decisions, find: '?.get(tool) === facts.print)', replace: '?.has(tool))' },
  {
    ...decisions,
    find: "decisions.isBelieved && facts.claim === 'reads'",
    replace: 'decisions.isBelieved',
  },
  {
    ...decisions,
    find: "decisions.isBelieved && facts.claim === 'reads'",
    replace: "facts.claim === 'reads'",
  },
  {
    ...kept,
    find: "choice !== 'always');\n  const { isIncomplete } = decisions;\n  return { place, isBelieved: false",
    replace:
      "choice !== 'ask');\n  const { isIncomplete } = decisions;\n  return { place, isBelieved: true",
  },
  {
    ...kept,
    find: "change.choice === 'always' ? decisions.apps :",
    replace: "change.choice !== 'never' ? decisions.apps :",
  },
  { ...permit, find: 'permit?.server === server &&', replace: '' },
  { ...permit, find: '&& permit.tool === tool', replace: '' },
  { ...permit, find: ' && unspent.delete(permit)', replace: '' },
  { ...permit, find: 'unspent.delete(permit)', replace: 'unspent.has(permit)' },
  { ...again, find: 'expected.delete(print);', replace: '' },
  { ...again, find: ' && clock.monotonicNow() <= until', replace: '' },
  { ...again, find: "{ given: params['arguments'] ?? {} }, ", replace: '' },
  { ...again, find: ', { state }]', replace: ']' },
  { ...again, find: '[caller, key, tool,', replace: '[key, tool,' },
  { ...sealing, find: 'if (isSealOf(', replace: 'if (true || isSealOf(' },
  { ...sealing, find: '2, keyId, server, ...parts]', replace: '2, keyId, ...parts]' },
  {
    ...sealing,
    find: '[place, isBelieved, tools, apps, isIncomplete, revision];',
    replace: '[place, isBelieved, tools];',
  },
  {
    ...sealing,
    find: '[place, isBelieved, tools, apps, isIncomplete, revision];',
    replace: '[place, apps, revision];',
  },
  { ...desk, find: 'this.#waiting.size >= maxWaiting', replace: 'false' },
  { ...desk, find: "if (this.#isOver) return Promise.resolve('closing');", replace: '' },
  { ...live, find: 'spendPermit(call.permit, name, call.name);', replace: '' },
  {
    ...live,
    find: "if (method === 'tools/call') spendPermit(options.permit, name, params['name']);",
    replace: '',
  },
  { ...sent, find: 'if (!passed.ok) return', replace: 'if (false) return' },
  { ...sent, find: 'if (wasAsked) {', replace: 'if (false) {' },
];
