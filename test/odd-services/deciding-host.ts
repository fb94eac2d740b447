import { own } from '../../src/shared/util/own.ts';
import { startTestHost as start } from '../support/test-host.ts';
import type { TestHost } from '../support/test-host.ts';

type Begin = TestHost['client']['signIn']['begin'];

/**
 * A host with a person in front who says yes, once, to what the window asks before a sign-in, and to
 * nothing else: what a player that only clicks *Sign in* leaves out. Each yes is a line on stdout.
 */
export async function startTestHost(...args: Parameters<typeof start>): Promise<TestHost> {
  const test = await start(...args);
  const { signIn } = test.client;
  const begin = (async (...[input, ...rest]: Parameters<Begin>) => {
    try {
      return await signIn.begin(input, ...rest);
    } catch (error) {
      const view = own(test.host.snapshot().signIns, input.name);
      if (view?.kind !== 'undecided' || input.agreed !== undefined) throw error;
      process.stdout.write(`decided: ${view.question.digest}\n`);
      return signIn.begin({ ...input, agreed: view.question.digest }, ...rest);
    }
  }) as Begin;
  const deciding = new Proxy(signIn, {
    get: (of, key): unknown => (key === 'begin' ? begin : Reflect.get(of, key)),
  });
  const client = new Proxy(test.client, {
    get: (of, key): unknown => (key === 'signIn' ? deciding : Reflect.get(of, key)),
  });
  return { ...test, client };
}
