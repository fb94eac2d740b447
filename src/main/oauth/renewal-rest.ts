import { assertNever } from '../../shared/util/assert-never.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AuthFailure } from './auth-failure.ts';
import { RenewalTrouble } from './renewal-trouble.ts';
import type { TroubleVerdict } from './renewal-trouble.ts';
import type { TokenFailure } from './token-failure.ts';

/** Failures of a renewal after which the grant is kept. */
export type KeptFailure = Exclude<TokenFailure, { readonly kind: 'grant-ended' }>;

/** After a renewal failed for an outage, the next one is not tried before this, ms. */
const outagePauseMs = 2_000;

/** Why renewing failed last, and until when that is the answer, by the monotonic clock. */
export class RenewalRest {
  readonly #clock: Pick<Clock, 'monotonicNow'>;
  readonly #trouble = new RenewalTrouble();
  #pause: { readonly until: number; readonly failure: AuthFailure } | undefined;

  constructor(clock: Pick<Clock, 'monotonicNow'>) {
    this.#clock = clock;
  }

  /** The answer while the rest lasts; undefined where renewing may be tried. */
  get answer(): AuthFailure | undefined {
    const isOver = this.#pause === undefined || this.#clock.monotonicNow() >= this.#pause.until;
    return isOver ? undefined : this.#pause?.failure;
  }

  /** Renewing may be tried at once; what went wrong so far still counts. */
  lift(): void {
    this.#pause = undefined;
  }

  /** There is another grant: nothing has gone wrong with it. */
  clear(): void {
    this.#pause = undefined;
    this.#trouble.clear();
  }

  /** Rests for a moment where nothing was judged: the network, or the disk. */
  afterOutage(failure: AuthFailure): void {
    if (failure.kind !== 'unavailable' || this.#pause !== undefined) return;
    this.#begin({ failure, pauseMs: outagePauseMs });
  }

  /** What a failure means that leaves the grant where it is. */
  judge(failure: KeptFailure): AuthFailure {
    const now = this.#clock.monotonicNow();
    switch (failure.kind) {
      case 'client-rejected':
      case 'scope-rejected':
      case 'request-refused':
      case 'refused':
        return this.#begin(this.#trouble.refused(failure.detail));
      case 'outage':
        return this.#begin(this.#trouble.outage(failure.status, failure.failure, now));
      case 'nonsense':
        return this.#begin(this.#trouble.nonsense(failure.detail, now));
      case 'other':
        return this.#ofTransport(failure.failure, now);
      default:
        return assertNever(failure);
    }
  }

  /** A redirect to somewhere else, or a page without end, is no answer either; the rest is the network. */
  #ofTransport(failure: AuthFailure, now: number): AuthFailure {
    if (failure.kind !== 'refused') return failure;
    return this.#begin(this.#trouble.nonsense(`${failure.code}: ${failure.detail}`, now));
  }

  #begin({ failure, pauseMs }: TroubleVerdict): AuthFailure {
    this.#pause = { until: this.#clock.monotonicNow() + pauseMs, failure };
    return failure;
  }
}
