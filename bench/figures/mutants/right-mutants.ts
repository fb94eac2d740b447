import type { Mutant } from './mutant.ts';

const stated = { file: 'app-rights/stated-tools.ts', test: 'unit/app-rights/stated-tools.test.ts' };
const set = { file: 'app-rights/fixed-arguments.ts', test: 'unit/app-rights/stated-tools.test.ts' };
const offer = { file: 'app-rights/limited-offer.ts', test: 'unit/app-rights/rights.test.ts' };
const kept = { file: 'app-rights/rights.ts', test: 'unit/app-rights/rights.test.ts' };
const sealing = { file: 'app-rights/rights-file.ts', test: 'unit/app-rights/rights.test.ts' };
const rightsRead = { file: 'vault/read-anchored.ts', test: 'unit/app-rights/rights.test.ts' };
const saved = { file: 'vault/save-anchored.ts', test: 'unit/approvals/approval-anchors.test.ts' };
const decided = { file: 'approvals/approvals.ts', test: 'unit/approvals/approval-anchors.test.ts' };
const former = {
  file: 'approvals/approval-file.ts',
  test: 'unit/approvals/approval-anchors.test.ts',
};
const gate = { file: 'approvals/call-gate.ts', test: 'unit/approvals/call-gate.test.ts' };
const sent = { file: 'gateway/gated-call.ts', test: 'unit/gateway/gated-call.test.ts' };

/** Lines that decide what one app sees, and which record of that or of a yes is believed. */
export const rightMutants: readonly Mutant[] = [
  {
    ...stated,
    find: 'if (made === undefined) continue;',
    replace: 'if (!made) { left.set(usual, item); continue; }',
  },
  { ...stated, find: 'all.has(wanted)', replace: 'false' },
  { ...stated, find: 'item: left, fixed }', replace: 'item: left }' },
  {
    ...set,
    find: 'if (!names.every((name) => Object.hasOwn(properties, name))) return undefined;',
    replace: '',
  },
  {
    ...set,
    find: 'Object.entries(properties).filter(isOpen)',
    replace: 'Object.entries(properties)',
  },
  { ...set, find: "if (!isObject(given)) return err('argument-set');", replace: '' },
  { ...set, find: '{ ...given, ...fixed }', replace: '{ ...given }' },
  {
    ...set,
    find: 'Object.keys(fixed).some((name) => Object.hasOwn(given, name))',
    replace: 'false',
  },
  {
    ...offer,
    find: '!isBlocked && (named?.has(server) ?? true)',
    replace: 'named?.has(server) ?? true',
  },
  { ...offer, find: "(!isReadOnly || toolFacts(one.raw).claim === 'reads')", replace: 'true' },
  {
    ...kept,
    find: "if (found.kind === 'unproven') return unproven(found.reason);",
    replace: "if (found.kind === 'unproven') return everything;",
  },
  { ...kept, find: 'if (isUnsettled(found.seals)) saveSoon(caller, entry, known);', replace: '' },
  { ...sealing, find: '{ ...unlimited, isBlocked, servers, isReadOnly }', replace: 'file.rights' },
  {
    ...sealing,
    find: '2, keyId, caller, { ...rights }, revision]',
    replace: '2, keyId, { ...rights }, revision]',
  },
  { ...rightsRead, find: 'seals === undefined || seals.includes(noFile);', replace: 'true;' },
  {
    ...rightsRead,
    find: 'seals?.includes(found.value.seal) : seals === undefined',
    replace: 'true : true',
  },
  {
    ...rightsRead,
    find: "if (!row.ok) return unproven('locked');",
    replace: "if (!row.ok) return { kind: 'none' };",
  },
  { ...saved, find: "afterwards === 'lost' ? [noneRight] : []", replace: '[]' },
  { ...saved, find: 'await anchors.change([[key, () => seals]])', replace: 'told' },
  { ...decided, find: 'was === noDecisions ? noDecisions : lostDecisions', replace: 'noDecisions' },
  {
    ...decided,
    find: "isIncomplete || tools.get(tool)?.choice === 'never'",
    replace: "tools.get(tool)?.choice === 'never'",
  },
  {
    ...decided,
    find: "if (found.kind === 'unproven') return lostDecisions;",
    replace: "if (found.kind === 'unproven') return noDecisions;",
  },
  {
    ...former,
    find: 'decisions: onlyRefusals(decisions), revision',
    replace: 'decisions, revision',
  },
  { ...gate, find: '(await deps.leavesAsking(callerKey(caller))) &&', replace: '' },
  { ...gate, find: '!(await approvals.isRefused(server, tool))', replace: 'true' },
  { ...gate, find: 'placeOf(profile, server) !== undefined &&', replace: '' },
  { ...sent, find: 'asked.server === now.server &&', replace: '' },
  { ...sent, find: 'asked.own === now.own &&', replace: '' },
  { ...sent, find: '|| profileOf(hello) !== profile', replace: '' },
  { ...sent, find: 'JSON.stringify(asked.fixed) === JSON.stringify(now.fixed)', replace: 'true' },
  {
    ...sent,
    find: 'if (!params.ok) return refuse(asked, params.error);',
    replace: "if (!params.ok) return err({ kind: 'unknown', name });",
  },
];
