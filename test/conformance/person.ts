import { failureSchema } from '../../src/shared/domain/failure.ts';
import { createOAuthBrowser } from '../support/oauth-browser.ts';
import type { TestHost } from '../support/test-host.ts';

/** The one server of a scenario. */
export const serverName = 'under-test';

/** Somebody who clicks what Patchbay offers, and agrees to everything in the browser. */
export interface Person {
  /** Signs in as long as Patchbay asks for it; false when it says that this will not help. */
  getIn(): Promise<boolean>;
  /** Asks for something; signs in and asks again whenever that is what Patchbay offers. */
  insist(ask: () => Promise<unknown>): Promise<void>;
}

/** Nobody has this much patience; Patchbay is to stop asking long before. */
const maxClicks = 10;

/** Puts a person in front of a host; `tell` hears what they see. */
export function createPerson(test: TestHost, tell: (line: string) => void): Person {
  const { client, host, opened } = test;

  const signIn = async (): Promise<boolean> => {
    try {
      const begun = await client.signIn.begin({ name: serverName });
      const stop = await createOAuthBrowser().visit(opened.at(-1) ?? '');
      tell(`browser: ${opened.at(-1) ?? ''}\n  ended at ${String(stop.status)} ${stop.url}`);
      if (begun.via === 'deep-link') await host.openLink(stop.url);
    } catch (error) {
      tell(`sign-in: ${describe(error)}`);
      return false;
    }
    const { signIns, notices } = host.snapshot();
    tell(`after sign-in: ${JSON.stringify({ signIns, notices })}`);
    return signIns[serverName] === undefined && notices.length === 0;
  };

  const getIn = async (): Promise<boolean> => {
    for (let clicks = 0; clicks < maxClicks; clicks += 1) {
      const state = await test.reached(
        serverName,
        ...(['ready', 'needs-sign-in', 'failed', 'waiting', 'cooling'] as const),
      );
      tell(`state: ${JSON.stringify(state)}`);
      if (state.kind !== 'needs-sign-in') return state.kind === 'ready';
      if (!(await signIn())) return false;
    }
    throw new Error('Patchbay asks for one sign-in after the other');
  };

  return {
    getIn,
    async insist(ask) {
      for (let clicks = 0; clicks < maxClicks; clicks += 1) {
        try {
          await ask();
          return;
        } catch (error) {
          tell(`refused: ${describe(error)}`);
          if (!offersSignIn(error) || !(await signIn()) || !(await getIn())) return;
        }
      }
      throw new Error('Patchbay offers one sign-in after the other');
    },
  };
}

function offersSignIn(error: unknown): boolean {
  const data = (error as { readonly data?: { readonly failure?: unknown } }).data;
  const failure = failureSchema.safeParse(data?.failure);
  return failure.success && failure.data.action === 'sign-in';
}

function describe(error: unknown): string {
  return `${String(error)} ${JSON.stringify(error)}`;
}
