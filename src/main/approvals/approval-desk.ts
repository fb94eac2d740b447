import { argumentsStep, callsStep } from '../../shared/domain/approval.ts';
import type {
  ApprovalAnswer,
  PendingApproval,
  ToolClaim,
  WaitingCall,
} from '../../shared/domain/approval.ts';
import { maxAppChars } from '../../shared/domain/call-record.ts';
import type { CallDoor } from '../../shared/domain/call-record.ts';
import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Clock } from '../kernel/clock.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Emitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';

/** A call that needs a person's yes. */
export interface AskedCall {
  readonly door: CallDoor;
  readonly app: string;
  readonly caller: string;
  /** The key of the server's catalog. */
  readonly key: string;
  readonly server: string;
  readonly tool: string;
  readonly claim: ToolClaim;
  readonly args: JsonObject;
  /** Names of those that are set for the app. */
  readonly fixed: readonly string[];
}

/** What came of asking. `gone`: the app does not wait any more. */
export type AskedAnswer =
  ApprovalAnswer | 'never' | 'decided' | 'timed-out' | 'too-many' | 'gone' | 'closing';

/** Where calls wait until somebody answers; silence is no. */
export interface ApprovalDesk {
  ask(call: AskedCall, signal: AbortSignal): Promise<AskedAnswer>;
  /** Calls of one app to one tool of one server are one; those that wait longest first. */
  pending(): readonly PendingApproval[];
  /** The waiting calls of one of {@link pending}: all their ids, and the first to read. */
  calls(id: string): { readonly ids: readonly string[]; readonly calls: readonly WaitingCall[] };
  /** More of the arguments of one call, from a character on; empty when it does not wait. */
  argumentsFrom(call: string, from: number): string;
  /** Answers exactly these calls; how many of them still waited. */
  answer(calls: readonly string[], answer: ApprovalAnswer): number;
  /** Ends the waiting of calls whose answer is known by now. */
  review(key: string, judge: (call: AskedCall) => 'decided' | 'never' | undefined): void;
  onChange(listener: (pending: readonly PendingApproval[]) => void): Disposable;
  /** Everything that waits is refused, and what comes later at once. */
  dispose(): void;
}

/** What a desk needs. */
export interface ApprovalDeskDeps {
  readonly clock: Clock;
  readonly random: Pick<Random, 'id'>;
  readonly logger: Pick<Logger, 'error'>;
  /** How long a person has, ms. */
  readonly patienceMs: () => number;
  readonly titleOf: (server: string) => string;
  /** Arguments without secrets that Patchbay knows. */
  readonly redact: (server: string, text: string) => string;
}

/** More calls than this, or more to read than this, are not asked of a person. */
const maxWaiting = 1_000;
const maxChars = 64_000_000;

interface Waiting {
  readonly id: string;
  readonly group: string;
  readonly call: AskedCall;
  readonly expiresAt: number;
  readonly chars: number;
  /** Made when somebody reads it. */
  text: string | undefined;
  readonly settle: (answer: AskedAnswer) => void;
}

/** An empty desk; its owner disposes it. */
export function createApprovalDesk(deps: ApprovalDeskDeps): ApprovalDesk {
  return new Desk(deps);
}

class Desk implements ApprovalDesk {
  readonly #deps: ApprovalDeskDeps;
  readonly #waiting = new Map<string, Waiting>();
  readonly #changes: Emitter<[readonly PendingApproval[]]>;
  #chars = 0;
  #isOver = false;

  constructor(deps: ApprovalDeskDeps) {
    this.#deps = deps;
    this.#changes = createEmitter(deps.logger, 'approvals that wait');
  }

  ask(call: AskedCall, signal: AbortSignal): Promise<AskedAnswer> {
    if (this.#isOver) return Promise.resolve('closing');
    if (signal.aborted) return Promise.resolve('gone');
    const chars = JSON.stringify(call.args).length;
    if (this.#waiting.size >= maxWaiting || this.#chars + chars > maxChars) {
      return Promise.resolve('too-many');
    }
    const { clock, random, patienceMs } = this.#deps;
    const id = random.id();
    const limitMs = patienceMs();
    return new Promise((resolve) => {
      const leave = (): void => settle('gone');
      const timer = clock.schedule(limitMs, () => settle('timed-out'));
      const settle = (answer: AskedAnswer): void => {
        if (!this.#waiting.delete(id)) return;
        this.#chars -= chars;
        timer[Symbol.dispose]();
        signal.removeEventListener('abort', leave);
        resolve(answer);
        this.#tell();
      };
      signal.addEventListener('abort', leave, { once: true });
      const group = groupOf(call);
      const expiresAt = clock.now() + limitMs;
      this.#waiting.set(id, { id, group, call, expiresAt, chars, text: undefined, settle });
      this.#chars += chars;
      this.#tell();
    });
  }

  pending(): readonly PendingApproval[] {
    const groups = new Map<string, PendingApproval>();
    for (const { group, call, expiresAt } of this.#waiting.values()) {
      const known = groups.get(group);
      groups.set(
        group,
        known === undefined
          ? this.#shown(group, call, expiresAt)
          : { ...known, count: known.count + 1 },
      );
    }
    return [...groups.values()];
  }

  calls(id: string): { readonly ids: readonly string[]; readonly calls: readonly WaitingCall[] } {
    const all = [...this.#waiting.values()].filter(({ group }) => group === id);
    const calls = all.slice(0, callsStep).map((one) => {
      const text = this.#textOf(one);
      const fixed = [...one.call.fixed];
      return { id: one.id, text: text.slice(0, argumentsStep), totalChars: text.length, fixed };
    });
    return { ids: all.map((one) => one.id), calls };
  }

  argumentsFrom(call: string, from: number): string {
    const waiting = this.#waiting.get(call);
    return waiting === undefined ? '' : this.#textOf(waiting).slice(from, from + argumentsStep);
  }

  answer(calls: readonly string[], answer: ApprovalAnswer): number {
    const there = calls.flatMap((id) => this.#waiting.get(id) ?? []);
    for (const { settle } of there) settle(answer);
    return there.length;
  }

  review(key: string, judge: (call: AskedCall) => 'decided' | 'never' | undefined): void {
    for (const { call, settle } of [...this.#waiting.values()]) {
      const known = call.key === key ? judge(call) : undefined;
      if (known !== undefined) settle(known);
    }
  }

  onChange(listener: (pending: readonly PendingApproval[]) => void): Disposable {
    return this.#changes.on(listener);
  }

  dispose(): void {
    this.#isOver = true;
    for (const { settle } of [...this.#waiting.values()]) settle('closing');
    this.#changes.clear();
  }

  #shown(id: string, call: AskedCall, expiresAt: number): PendingApproval {
    const { door, app, server, tool, claim } = call;
    return {
      id,
      door,
      app: app.slice(0, maxAppChars),
      serverName: server,
      serverTitle: this.#deps.titleOf(server),
      tool,
      claim,
      count: 1,
      expiresAt,
    };
  }

  #textOf(waiting: Waiting): string {
    const { server, args } = waiting.call;
    waiting.text ??= this.#deps.redact(server, JSON.stringify(args, null, 2));
    return waiting.text;
  }

  /** Once for all that is asked or answered in one go. */
  #isTelling = false;
  #tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      this.#changes.emit(this.pending());
    });
  }
}

function groupOf({ door, caller, key, tool }: AskedCall): string {
  return JSON.stringify([door, caller, key, tool]);
}
