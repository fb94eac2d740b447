type Json = Readonly<Record<string, unknown>>;

/** When an answer was received, and when it was given by the clock of whoever gave it; epoch ms. */
export interface AnswerTime {
  readonly now: number;
  readonly dateMs?: number;
}

/** Lifetimes beyond this say nothing; the server will refuse the token when it means to. */
const maxLifetimeMs = 10 * 365 * 86_400_000;
/** Absolute times below this are meant in seconds. */
const millisecondsFrom = 1e11;
/** Clocks that differ by less count as the same, ms: the Date header counts in seconds. */
const sameClockMs = 2_000;

/**
 * When an access token runs out by our own clock, epoch ms; undefined when nobody says. A lifetime
 * needs no clock and counts first; an absolute time is moved by as much as the clocks differ.
 */
export function expiryOf(json: Json, accessToken: string, at: AnswerTime): number | undefined {
  const { now } = at;
  const aheadMs = now - (at.dateMs ?? now);
  const skewMs = Math.abs(aheadMs) < sameClockMs ? 0 : aheadMs;
  const relative = numberOf(json['expires_in']);
  const absolute = numberOf(json['expires_at']);
  const claimed = jwtExpiry(accessToken);
  const candidates = [
    // Zero and less are how some servers say that a token does not run out.
    relative === undefined || relative <= 0 ? undefined : now + relative * 1000,
    absolute === undefined ? undefined : toMs(absolute) + skewMs,
    claimed === undefined ? undefined : claimed + skewMs,
  ];
  return candidates.find(
    (one) => one !== undefined && Number.isFinite(one) && one > now && one < now + maxLifetimeMs,
  );
}

function toMs(time: number): number {
  return time < millisecondsFrom ? time * 1000 : time;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** The `exp` claim of a token that happens to be a JWT; nothing about it is verified. */
function jwtExpiry(token: string): number | undefined {
  const exp = jwtClaims(token)?.['exp'];
  return typeof exp === 'number' ? exp * 1000 : undefined;
}

/** The claims of a text that has the form of a JWT; its signature is not looked at. */
export function jwtClaims(token: string): Json | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Json) : undefined;
  } catch {
    return undefined;
  }
}
