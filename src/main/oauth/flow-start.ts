import type { Clock } from '../kernel/clock.ts';
import type { Random } from '../kernel/random.ts';
import type { BearerChallenge } from './challenge.ts';
import type { ClientRegistry } from './client-registry.ts';
import type { Discoverer } from './discovery.ts';
import type { FlowRecord } from './flow.ts';
import type { KnownService } from './known-services.ts';
import type {
  CallbackVerdict,
  GrantName,
  LoopbackListener,
  LoopbackListeners,
  OAuthHttp,
  ProtectedServer,
} from './oauth-ports.ts';
import type { OfflineGuess } from './offline-guess.ts';
import type { HabitBook } from './service-habits.ts';
import type { DecisionBook } from './sign-in-question.ts';

/** What a new flow starts from. */
export interface FlowStart {
  readonly owner: string;
  readonly server: ProtectedServer;
  readonly challenge: BearerChallenge | undefined;
  /** What was asked for before, from whom. */
  readonly before: { readonly issuer: string | undefined; readonly requested: readonly string[] };
  /** What to ask for instead of what was refused. */
  readonly instead: readonly string[] | undefined;
  /** The way back the person asked for just now. */
  readonly asked: 'deep-link' | 'loopback' | undefined;
  /** How the last sign-in came back. */
  readonly last: 'deep-link' | 'loopback' | undefined;
  /** The digest of the question the person has just said yes to. */
  readonly agreed: string | undefined;
}

/** A flow that is ready to be written down, and the door its answer comes in by, if any. */
export interface PreparedFlow {
  readonly record: FlowRecord;
  readonly door: LoopbackListener | undefined;
}

/** What preparing works with. */
export interface FlowPreparerDeps {
  readonly discoverer: Discoverer;
  readonly clients: ClientRegistry;
  readonly habits: HabitBook;
  readonly decisions: DecisionBook;
  readonly doors: LoopbackListeners;
  readonly http: Pick<OAuthHttp, 'isAllowed' | 'look'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'id'>;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly hasDeepLinks: () => boolean;
  /** What is known of services; the table of this app if absent. */
  readonly knownServices?: readonly KnownService[];
  /** A page refuses what was asked for; the next sign-in asks for these. */
  readonly onScopesRefused: (name: GrantName, next: readonly string[]) => void;
  /** Takes an answer that came in by a door. */
  readonly onAnswer: (url: string) => Promise<CallbackVerdict>;
}

/** What the page is going to be asked for. */
export interface PageAsk {
  /** What to ask for, and in turn what else where it is refused; never empty. */
  readonly ladder: readonly (readonly string[])[];
  readonly resource: string | undefined;
  readonly prompt: 'consent' | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** One more parameter, which is left out where it is refused. */
  readonly guess: OfflineGuess | undefined;
  readonly asksForRefresh: boolean;
}
