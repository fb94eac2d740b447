import { createShiftedClock } from '../support/oauth-kit.ts';
import type { ShiftedClock } from '../support/oauth-kit.ts';
import { startTestHost } from '../support/test-host.ts';
import type { TestHost } from '../support/test-host.ts';
import { waitFor } from '../support/processes.ts';
import { browse } from './browser.ts';
import type { Reach } from './browser.ts';
import type { OddCase } from './odd-case.ts';
import { startOddService } from './service.ts';
import type { OddService } from './service.ts';

/** How a case went; every click is one of a person who does what the window offers. */
export interface Played {
  readonly isIn: boolean;
  /** Still in after two ends of the token, without a click. */
  readonly stays: boolean;
  /** The state that the end of the sign-in led to, and whether signing in again helped. */
  readonly ended: string | undefined;
  readonly isBack: boolean;
  /** `ready` while a call failed and the token was past its end. */
  readonly lied: boolean;
  readonly clicks: number;
  readonly decisions: number;
  readonly openings: number;
  readonly said: readonly string[];
}

const name = 'odd';
const settledKinds = ['ready', 'needs-sign-in', 'failed', 'cooling', 'needs-setup'] as const;

/** A person who does what the window offers, the whole host, and one service. */
export class Play {
  readonly said: string[] = [];
  clicks = 0;
  decisions = 0;
  lied = false;
  /** Browser openings before a restart. */
  openingsBefore = 0;

  constructor(
    /** Another one after a restart. */
    public test: TestHost,
    readonly service: OddService,
    readonly clock: ShiftedClock,
    readonly reach: Reach = fetch,
  ) {}

  get openings(): number {
    return this.openingsBefore + this.test.opened.length;
  }

  get kind(): string | undefined {
    return this.test.host.pool.status(name)?.kind;
  }

  note(line: string): void {
    if (this.said.at(-1) !== line) this.said.push(line);
  }

  noteFailure(failure: { code: string; detail: string } | undefined): void {
    if (failure !== undefined) this.note(`${failure.code} ${failure.detail.slice(0, 200)}`);
  }

  async settled(): Promise<string> {
    const state = await this.test.reached(name, ...settledKinds);
    if ('failure' in state) this.noteFailure(state.failure);
    return state.kind;
  }

  async call(): Promise<boolean> {
    try {
      const events = await this.test.client.catalog.callTool({ name, tool: 'whoami', args: {} });
      for await (const event of events) if (event.kind === 'result') return true;
    } catch (error) {
      this.note(`call: ${String(error)}`);
    }
    return false;
  }

  /** One click on what is offered; a decision the window asks for is taken with a second one. */
  async click(extra: { isFresh?: boolean } = {}): Promise<void> {
    this.clicks += 1;
    const begun = await this.#begin(extra);
    if (!begun) return;
    const stop = await browse(this.test.opened.at(-1) ?? '', this.reach);
    if (stop.url.startsWith('app.')) await this.test.host.openLink(stop.url);
    else if (!stop.url.includes('/callback')) this.note(`page ${String(stop.status)} ${stop.text}`);
    const view = this.test.host.snapshot().signIns[name];
    if (view?.kind === 'failed') this.noteFailure(view.failure);
  }

  async #begin(extra: { isFresh?: boolean; agreed?: string }): Promise<boolean> {
    try {
      await this.test.client.signIn.begin({ name, ...extra });
      return true;
    } catch {
      const view = this.test.host.snapshot().signIns[name];
      if (view?.kind === 'undecided' && extra.agreed === undefined) {
        this.decisions += 1;
        return this.#begin({ agreed: view.question.digest });
      }
      if (view?.kind === 'failed') this.noteFailure(view.failure);
      return false;
    }
  }

  /** The token ends; does the next call work all the same? */
  async outlive(): Promise<boolean> {
    this.clock.aheadMs += this.service.lifetimeS * 1000 + 1000;
    const works = await this.call();
    if (!works && this.kind === 'ready') this.lied = true;
    return works;
  }
}

/** Plays a case from the first connection to the second end of a token. */
export async function playCase(one: OddCase): Promise<Played> {
  const clock = createShiftedClock();
  await using service = await startOddService(one.quirk, () => clock.now());
  const test = await startTestHost({ clock });
  const play = new Play(test, service, clock);
  try {
    await test.client.servers.create({ draft: draftOf(one, service) });
    let kind = await play.settled();
    for (let round = 0; round < 3 && kind !== 'ready'; round += 1) {
      if (round > 0 && kind !== 'needs-sign-in') break;
      await play.click(round === 0 ? {} : { isFresh: true });
      kind = await play.settled();
      if (one.want === 'told') break;
    }
    const isIn = kind === 'ready' && (await play.call());
    if (isIn && one.isTwice === true) {
      await play.click();
      await play.settled();
    }
    return { ...(await afterwards(play, one, isIn)), ...counted(play), isIn };
  } finally {
    await test.remove();
  }
}

function counted({ clicks, decisions, openings, said, lied }: Play) {
  return { clicks, decisions, openings, said, lied };
}

async function afterwards(
  play: Play,
  one: OddCase,
  isIn: boolean,
): Promise<Pick<Played, 'stays' | 'ended' | 'isBack'>> {
  if (!isIn) return { stays: false, ended: play.kind, isBack: false };
  let stays = (await play.outlive()) && (await play.outlive());
  if (stays) return { stays, ended: undefined, isBack: false };
  if (one.want === 'waits') {
    one.recover?.(play.service);
    stays = await waitFor('the outage to pass', () => (play.kind === 'ready' ? true : undefined));
    return { stays: stays && (await play.call()), ended: play.kind, isBack: false };
  }
  if (one.keepsFailingMs !== undefined) {
    await waitFor('the renewal to be given up', async () => {
      if (play.kind === 'needs-sign-in') return true;
      play.clock.aheadMs += one.keepsFailingMs ?? 0;
      play.test.host.pool.reinitialize(name, new AbortController().signal).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return undefined;
    });
  }
  const ended = await play.settled();
  one.recover?.(play.service);
  await play.click();
  return { stays: false, ended, isBack: (await play.settled()) === 'ready' && (await play.call()) };
}

/** What a person enters to add a service's server. */
export function draftOf(
  { client, settings }: Pick<OddCase, 'client' | 'settings'>,
  service: OddService,
) {
  const secret =
    client?.secret === undefined
      ? {}
      : {
          clientSecret: { kind: 'secret' as const, value: client.secret },
          issuer: client.issuer ?? service.authority,
        };
  return {
    title: name,
    transport: {
      type: 'streamable-http' as const,
      url: service.resource + service.path,
      headers: {},
    },
    auth:
      client === undefined && settings === undefined
        ? { type: 'none' as const }
        : {
            type: 'oauth' as const,
            ...(client === undefined ? {} : { clientId: client.id }),
            ...secret,
            ...settings,
          },
  };
}

/** Whether it went as a person may expect; the reason where it did not. */
export function verdict(one: OddCase, played: Played): string {
  if (played.lied) return 'ready over a dead token';
  if (played.openings > played.clicks) return 'more openings than clicks';
  if (one.clicks !== undefined && played.clicks > one.clicks) return 'needs a guess';
  if (one.want === 'told') return played.isIn ? 'in after all' : 'right';
  if (!played.isIn) return 'cannot sign in';
  if (played.decisions > (one.decisions ?? 0)) return 'asks for more decisions';
  if (played.decisions < (one.decisions ?? 0)) return 'decides for the person';
  if (one.want === 'again') {
    if (played.ended !== 'needs-sign-in') return `sign-in not offered, but ${String(played.ended)}`;
    return played.isBack ? 'right' : 'stuck';
  }
  return played.stays ? 'right' : 'signed out';
}
