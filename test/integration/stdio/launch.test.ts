import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StdioLaunch } from '../../../src/main/node/stdio/spawn-plan.ts';
import { checkForLeaks, launchOf, watch } from './harness.ts';

checkForLeaks();

interface Launched {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

async function launched(launch: StdioLaunch, baseEnv?: Record<string, string>): Promise<Launched> {
  const watched = watch(launch, baseEnv && { variables: () => baseEnv });
  const told = new Promise<Launched>((resolve) => {
    watched.transport.onmessage = (message) =>
      'method' in message && resolve(message.params as unknown as Launched);
  });
  await watched.transport.start();
  const result = await told;
  await watched.transport.close();
  return result;
}

describe('the program', () => {
  test('gets its arguments exactly as written', async () => {
    const argument = fc
      .string({ unit: fc.constantFrom(...'a $`"\'\\\n\t;&|<>*?%!^~#(){}[]=żé漢👩‍👩‍👧') })
      .filter((text) => !text.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(argument, { maxLength: 8 }), async (args) => {
        expect((await launched(launchOf('echo-launch', ...args))).args).toEqual(args);
      }),
      { numRuns: 15 },
    );
  });

  test('gets the variables of its definition and few of ours', async () => {
    const env = { API_KEY: 'k=1\n"2"', PATH: '/opt/own:/usr/bin' };
    const base = {
      HOME: '/home/me',
      LC_ALL: 'C.UTF-8',
      XDG_CONFIG_HOME: '/home/me/.config',
      HTTPS_PROXY: 'http://proxy:3128',
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '--no-warnings',
      LD_PRELOAD: '',
      GITHUB_TOKEN: 'secret',
      BASH_FUNC: '() { :; }',
    };
    const result = await launched({ ...launchOf('echo-launch'), env }, base);
    const { PATCHBAY_TEST_RUN: mark, ...rest } = result.env;
    expect(mark).toBeDefined();
    expect(rest).toEqual({
      HOME: '/home/me',
      LC_ALL: 'C.UTF-8',
      XDG_CONFIG_HOME: '/home/me/.config',
      HTTPS_PROXY: 'http://proxy:3128',
      ...env,
    });
  });

  test('runs in the folder it was given', async () => {
    expect((await launched({ ...launchOf('echo-launch'), cwd: '/usr' })).cwd).toBe('/usr');
  });
});
