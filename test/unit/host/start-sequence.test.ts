import { expect, test } from 'vitest';

import { startSequence } from '../../../src/main/host/start-sequence.ts';
import type { StartSteps } from '../../../src/main/host/start-sequence.ts';
import type { RegistryLoad } from '../../../src/main/registry/registry-ports.ts';

const sound: RegistryLoad = { status: 'loaded', problems: [] };

const problem = { code: 'INVALID', path: 'servers.0', message: 'no', severity: 'error' } as const;

async function run(load: RegistryLoad, change: Partial<StartSteps> = {}): Promise<string[]> {
  const done: string[] = [];
  const step = (name: string) => () => {
    done.push(name);
    return Promise.resolve();
  };
  await startSequence({
    load,
    openAgreements: () => void done.push('agreements'),
    reap: async () => {
      await step('reap')();
      return 0;
    },
    loadVault: step('vault'),
    servers: () => [],
    pruneBundles: step('prune bundles'),
    restoreSignIns: step('sign-ins'),
    pruneSecrets: step('prune secrets'),
    seed: step('seed'),
    notices: { add: ({ code }) => void done.push(code) },
    now: () => 1,
    ...change,
  });
  return done;
}

test('everything in its order; a registry that was read is not seeded', async () => {
  const whole = ['agreements', 'reap', 'vault', 'prune bundles', 'sign-ins', 'prune secrets'];
  expect(await run(sound)).toEqual(whole);
});

test.each<[string, RegistryLoad]>([
  ['edited by hand', { ...sound, isEdited: true }],
  ['one record is not readable', { ...sound, problems: [problem] }],
  ['an older generation', { ...sound, status: 'restored' }],
  ['lost', { ...sound, status: 'lost' }],
  ['unreadable', { ...sound, status: 'unreadable' }],
  ['of a newer version', { ...sound, status: 'too-new' }],
])('nothing is pruned and nothing seeded after a doubtful load: %s', async (_name, load) => {
  expect(await run(load)).toEqual(['agreements', 'reap', 'vault', 'sign-ins']);
});

test('the sample comes last, where no registry was, and only when wanted', async () => {
  const absent: RegistryLoad = { ...sound, status: 'absent' };
  expect((await run(absent)).at(-1)).toBe('seed');
  expect(await run(absent, { seed: undefined })).not.toContain('seed');
});

test('programs of a run that died are told of once they were ended', async () => {
  expect(await run(sound, { reap: () => Promise.resolve(2) })).toContain('ORPHANS_ENDED');
  expect(await run(sound)).not.toContain('ORPHANS_ENDED');
});
