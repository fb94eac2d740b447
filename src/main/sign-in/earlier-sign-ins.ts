import type { Logger } from '../kernel/logger.ts';
import type { OAuth } from '../oauth/oauth.ts';
import type { LazyOAuth } from './lazy-oauth.ts';
import type { SignedIn } from './signed-in.ts';

/**
 * Learns from the records of earlier runs who is signed in: once, at the first need, also where the
 * records cannot be opened now. It is done when the returned function answers with nothing; until
 * then with what to wait for. Without records nothing is loaded.
 */
export function createEarlierSignIns(deps: {
  readonly oauth: Pick<LazyOAuth, 'hasRecords' | 'load'>;
  readonly signedIn: Pick<SignedIn, 'add'>;
  readonly logger: Pick<Logger, 'error'>;
}): () => Promise<void> | undefined {
  const { oauth, signedIn, logger } = deps;
  let isKnown = false;
  let learning: Promise<void> | undefined;
  const learn = async (): Promise<void> => {
    try {
      if (!(await oauth.hasRecords())) return;
      await learnSignedIn(await oauth.load(), signedIn);
    } catch (error) {
      logger.error('it is not known who is signed in', { error: String(error) });
    } finally {
      isKnown = true;
    }
  };
  return () => (isKnown ? undefined : (learning ??= learn()));
}

/** Learns from the records who is signed in; no key is asked for. */
export async function learnSignedIn(
  oauth: Pick<OAuth, 'names'>,
  signedIn: Pick<SignedIn, 'add'>,
): Promise<void> {
  for (const name of await oauth.names()) signedIn.add(name);
}
