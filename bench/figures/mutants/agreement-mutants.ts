import type { Mutant } from './mutant.ts';

const agreements = { file: 'trust/agreements.ts', test: 'unit/trust/agreements.test.ts' };
const sealing = { file: 'trust/agreement-file.ts', test: 'unit/trust/agreements.test.ts' };
const seal = { file: 'vault/seal.ts', test: 'unit/vault/seal.test.ts' };
const launch = {
  file: 'trust/launch-fingerprint.ts',
  test: 'unit/trust/launch-fingerprint.test.ts',
};

/** Lines that decide what a person has agreed to. */
export const agreementMutants: readonly Mutant[] = [
  { ...seal, find: ' && timingSafeEqual(claimed, real)', replace: '' },
  { ...sealing, find: '1, keyId, server, launch]', replace: '1, keyId, launch]' },
  { ...sealing, find: '1, keyId, server, launch]', replace: '1, keyId, server]' },
  { ...seal, find: "createHmac('sha256', bytes)", replace: "createHmac('sha256', '')" },
  { ...seal, find: 'if (keyId !== key.keyId) return false;', replace: '' },
  {
    ...agreements,
    find: 'if (given.has(launch)) return true;',
    replace: 'if (given.size > 0) return true;',
  },
  {
    ...agreements,
    find: 'records.filter((record) => record.launch === launch)',
    replace: 'records',
  },
  {
    ...agreements,
    find: 'if (claims.length === 0) return false;',
    replace: 'if (claims.length === 0) return true;',
  },
  {
    ...agreements,
    find: 'return undefined;\n    }\n    const { value }',
    replace: 'return true;\n    }\n    const { value }',
  },
  {
    ...agreements,
    find: 'if (value === undefined) return false;',
    replace: 'if (value === undefined) return true;',
  },
  { ...agreements, find: ' || !claims.some((claim) => isSealed(value, claim))', replace: '' },
  { ...agreements, find: '!isStillThere || ', replace: '' },
  {
    ...agreements,
    find: 'records: records.filter(({ launch }) => launches.has(launch)),',
    replace: 'records,',
  },
  {
    ...agreements,
    find: 'given: new Set([...given].filter((launch) => launches.has(launch))),',
    replace: 'given,',
  },
  { ...agreements, find: 'this.#set(server, nothing);', replace: '' },
  { ...agreements, find: 'for (const name of gone) this.#set(name, nothing);', replace: '' },
  { ...agreements, find: "deriveKey('agreement', false)", replace: "deriveKey('agreement', true)" },
  { ...launch, find: "'program',\n      transport.command,", replace: "'program'," },
  {
    ...launch,
    find: 'transport.args,\n      transport.cwd ?? null',
    replace: 'transport.cwd ?? null',
  },
  { ...launch, find: 'transport.cwd ?? null,', replace: '' },
  {
    ...launch,
    find: 'map(([name, value]) => [name, ...markOf(value)]),\n      [...used',
    replace: 'map(([name]) => [name]),\n      [...used',
  },
  {
    ...launch,
    find: '[...usedVariables(server)].map(([name, value]) => [name, ...markOf(value)]),',
    replace: '',
  },
  { ...launch, find: "['text', value.text]", replace: "['text']" },
  {
    ...launch,
    test: 'unit/registry/launch-preview.test.ts',
    find: 'return isProgram(transport);',
    replace: 'return false;',
  },
  { ...launch, find: 'transport.command,\n    ...transport.args,', replace: 'transport.command,' },
  { ...launch, find: 'transport.command,\n    ...transport.args,', replace: '...transport.args,' },
  { ...launch, find: "transport.cwd ?? '',", replace: '' },
  { ...launch, find: "(value.kind === 'text' ? value.text : '')", replace: "''" },
  {
    ...launch,
    find: 'fallback === undefined ? undefined',
    replace: 'fallback !== undefined ? undefined',
  },
  { ...launch, find: "hashOf(['address', transport.url])", replace: "hashOf(['address'])" },
  {
    file: 'registry/resolve-launch.ts',
    test: 'unit/registry/resolve-launch.test.ts',
    find: 'needsAgreement(server) ? await hasAgreed(server, deps) : true',
    replace: 'true',
  },
  {
    file: 'registry/resolve-launch.ts',
    test: 'integration/host/agreements.test.ts',
    find: "if (isAgreed !== true) return err({ kind: 'needs-setup', missing: [{ kind: 'consent' }] });",
    replace: '',
  },
  {
    file: 'registry/draft-launch.ts',
    test: 'unit/registry/server-registry.test.ts',
    find: "consent === launch ? { launch } : 'missing'",
    replace: '{ launch }',
  },
  {
    file: 'registry/draft-launch.ts',
    test: 'unit/registry/server-registry.test.ts',
    find: "if (!needsAgreement(launchable)) return 'not-needed';",
    replace: "return 'not-needed';",
  },
  {
    file: 'registry/agreeing.ts',
    test: 'unit/registry/server-registry.test.ts',
    find: 'agreements.keepOnly(server.name, launches);',
    replace: '',
  },
  {
    file: 'vault/derived-key.ts',
    test: 'unit/vault/vault.test.ts',
    find: "hkdfSync('sha256', bytes,",
    replace: "hkdfSync('sha256', '',",
  },
];
