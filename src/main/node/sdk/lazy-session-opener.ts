import type { SessionOpener } from '../../sessions/session.ts';
import type { AuthorizeServer } from '../../oauth/oauth-ports.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { OutsideFacts } from '../../kernel/outside-facts.ts';
import type { Random } from '../../kernel/random.ts';
import type { Network } from '../network/network.ts';
import type { StartedChildren } from '../orphans/child-roster.ts';
import type { UserPath } from '../processes/user-path.ts';
import type { ElicitationPort } from '../../elicitation/question.ts';

/** What a lazy opener needs; the rest it brings along. */
export interface LazySessionOpenerDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly outside?: OutsideFacts;
  readonly clientVersion: string;
  /** How the network is reached; without a proxy if absent. */
  readonly network?: Network;
  /** Told of every program that starts and ends. */
  readonly roster?: StartedChildren;
  /** Who answers when a server asks something. */
  readonly questions?: ElicitationPort;
  /** Whether requests are made for apps, which may answer for themselves what a server asks. */
  readonly servesCallers?: boolean;
  readonly authorize: AuthorizeServer;
  /** Where programs are looked up. */
  readonly userPath: UserPath;
}

/**
 * A {@link SessionOpener} for the running app that loads its code, the MCP SDK and the transports
 * with the first session it opens.
 */
export function createLazySessionOpener(deps: LazySessionOpenerDeps): SessionOpener {
  let loading: Promise<SessionOpener> | undefined;
  const load = async (): Promise<SessionOpener> => {
    const [opener, cache] = await Promise.all([
      import('./session-opener.ts'),
      import('./era-cache.ts'),
    ]);
    return opener.createSessionOpener({
      ...deps,
      eraCache: cache.createEraCache(deps.clock),
      findPath: () => deps.userPath.find(),
      variables: () => deps.userPath.variables(),
    });
  };
  return {
    async open(request, observer, signal) {
      loading ??= load();
      return (await loading).open(request, observer, signal);
    },
  };
}
