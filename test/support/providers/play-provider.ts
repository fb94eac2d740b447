import { draftOf, Play } from '../../odd-services/play-case.ts';
import { startOddService } from '../../odd-services/service.ts';
import type { OddService } from '../../odd-services/service.ts';
import { createShiftedClock } from '../oauth-kit.ts';
import { waitFor } from '../processes.ts';
import { startTestHost } from '../test-host.ts';
import { nameHosts } from './named-hosts.ts';
import type { Provider, Verdict } from './provider.ts';

/** How signing in to a modelled provider went. */
export interface PlayedProvider {
  readonly verdict: Verdict | 'signed out' | 'cannot sign in';
  readonly clicks: number;
  readonly decisions: number;
  readonly openings: number;
  /** `ready` over a dead token, at any moment. */
  readonly lied: boolean;
  /** After the refresh token had died: what was offered, and whether signing in again worked. */
  readonly ended?: string;
  readonly isBack: boolean;
  readonly said: readonly string[];
}

const maxRounds = 3;
const toGiveUpMs = 301_000;

/** Starts a provider that goes by its own names; the clock is the one it reads the time from. */
export function serveProvider(provider: Provider, now: () => number): Promise<OddService> {
  const { authority, resource } = provider.hosts;
  const origins = { authority: `https://${authority}`, resource: `https://${resource}` };
  return startOddService(
    (s) => {
      s.path = provider.path;
      provider.model(s);
    },
    now,
    origins,
  );
}

/** Where the names of a provider lead, for {@link nameHosts}. */
export function addressesOf(
  { hosts: { authority, resource, more = [] } }: Provider,
  { loopback }: OddService,
): Readonly<Record<string, string>> {
  return {
    [resource]: loopback.resource,
    ...Object.fromEntries([authority, ...more].map((host) => [host, loopback.authority])),
  };
}

/** The next end of the token is the end of the sign-in, until somebody has signed in again. */
function killRefreshToken({ service }: Play, { dead }: Provider): () => void {
  const { token } = service;
  service.token = (form, headers) =>
    form['grant_type'] === 'refresh_token' ? dead : token(form, headers);
  return () => (service.token = token);
}

/**
 * A person adds the provider's server, does what the window offers, lets the token end twice,
 * restarts, and goes on; then the refresh token dies in the words of the house.
 */
export async function playProvider(provider: Provider): Promise<PlayedProvider> {
  const clock = createShiftedClock();
  await using service = await serveProvider(provider, () => clock.now());
  await using hosts = await nameHosts(addressesOf(provider, service));
  const { settings } = hosts;
  const play = new Play(await startTestHost({ clock, settings }), service, clock, hosts.reach);
  try {
    await play.test.client.servers.create({ draft: draftOf(provider, service) });
    const isIn = await getIn(play, provider);
    if (!isIn) return { ...countsOf(play), verdict: outside(play), isBack: false };
    const stays = await outlivesAll(play, settings);
    const { decisions } = play;
    if (!stays) return { ...countsOf(play), verdict: 'signed out', isBack: false };
    const end = await endAndReturn(play, provider);
    const verdict = decisions === 0 ? 'in' : 'in after one decision';
    return { ...countsOf(play), ...end, decisions, verdict };
  } finally {
    await play.test.remove();
  }
}

function countsOf({ clicks, decisions, lied, said, openings }: Play) {
  return { clicks, decisions, lied, said, openings };
}

/** Clicks what is offered until the server is ready and has answered a call. */
async function getIn(play: Play, { verdict }: Provider): Promise<boolean> {
  let kind = await play.settled();
  for (let round = 0; round < maxRounds && kind === 'needs-sign-in'; round += 1) {
    await play.click();
    kind = await play.settled();
    if (verdict === 'refused, and said so') break;
  }
  return kind === 'ready' && (await play.call());
}

/** Not in: said with a code and never opened, or a failure of ours. */
function outside({ said, openings }: Play): PlayedProvider['verdict'] {
  const isSaid = said.some((line) => line.startsWith('CLIENT_REFUSED '));
  return isSaid && openings === 0 ? 'refused, and said so' : 'cannot sign in';
}

/** Two ends of the token, a restart, and another end. */
async function outlivesAll(
  play: Play,
  settings: NonNullable<Parameters<typeof startTestHost>[0]>['settings'],
): Promise<boolean> {
  // A service that gave no refresh token the first time is asked for one at the second sign-in.
  for (let ends = 0; ends < 2; ends += 1) {
    if (await play.outlive()) continue;
    if (play.kind !== 'needs-sign-in') return false;
    await play.click();
    if ((await play.settled()) !== 'ready') return false;
  }
  const { folder, opened } = play.test;
  play.openingsBefore += opened.length;
  await play.test.close();
  play.test = await startTestHost({ clock: play.clock, settings, folder });
  return (await play.call()) && (await play.outlive());
}

async function endAndReturn(play: Play, provider: Provider) {
  const revive = killRefreshToken(play, provider);
  await play.outlive();
  await waitFor('the end of the sign-in to be said', async () => {
    if (play.kind === 'needs-sign-in') return true;
    if (await play.call()) return undefined;
    play.clock.aheadMs += toGiveUpMs;
    return undefined;
  });
  const ended = await play.settled();
  revive();
  await play.click();
  const isBack = (await play.settled()) === 'ready' && (await play.call());
  // Back for good: the new sign-in has a refresh token as well.
  return { ended, isBack: isBack && (await play.outlive()) };
}
