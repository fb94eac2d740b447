import { createHash } from 'node:crypto';

import type { RedirectWay } from '../../shared/domain/sign-in-settings.ts';
import { deepLinkRedirectUri } from './client-identity.ts';
import type { KnownService } from './known-services.ts';
import type { ServiceHabits } from './service-habits.ts';

/** What decides how an answer comes back. */
export interface WayEvidence {
  /** The person asked for it just now. */
  readonly asked: 'deep-link' | 'loopback' | undefined;
  /** The person said which address a client was registered with. */
  readonly registered: RedirectWay | undefined;
  readonly habits: ServiceHabits;
  readonly known: KnownService | undefined;
  /** How the last sign-in came back, where nothing else was remembered. */
  readonly last: 'deep-link' | 'loopback' | undefined;
  /** Whether the system brings our links back to this app. */
  readonly hasDeepLinks: boolean;
}

/** The ways to try, the likeliest first: what people say, what worked, what is known, our own link. */
export function redirectWays(evidence: WayEvidence): readonly RedirectWay[] {
  const { asked, registered, habits, known, last, hasDeepLinks } = evidence;
  if (asked === 'deep-link') return ['deep-link'];
  if (asked === 'loopback') {
    return firstOf(['loopback', 'localhost'], [registered, habits.way]);
  }
  if (registered !== undefined) return [registered];
  const usual: readonly RedirectWay[] = ['deep-link', 'loopback', 'localhost'];
  const order = firstOf(known?.ways ?? usual, [habits.way ?? last]);
  const usable = order.filter((way) => hasDeepLinks || way !== 'deep-link');
  return usable.length === 0 ? ['loopback'] : usable;
}

function firstOf(
  order: readonly RedirectWay[],
  preferred: readonly (RedirectWay | undefined)[],
): readonly RedirectWay[] {
  const first = preferred.find((way) => way !== undefined && order.includes(way));
  return first === undefined ? order : [first, ...order.filter((way) => way !== first)];
}

/**
 * The end of a redirect address that only one issuer gets to see (RFC 9700 section 4.4.2.2): an
 * answer that another service was tricked into sending comes to an address it never registered.
 */
export function issuerSuffix(issuer: string): string {
  return `/${createHash('sha256').update(issuer, 'utf8').digest('hex').slice(0, 16)}`;
}

/** Our own link, with or without the end that stands for an issuer. */
export function deepLinkFor(suffix: string): string {
  return `${deepLinkRedirectUri}${suffix}`;
}
