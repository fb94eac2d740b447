import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { ofRecords } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { flowLifetimeMs, parseFlow } from './flow.ts';
import type { FlowRecord, FlowStatus, FlowView } from './flow.ts';
import type { OAuthRecords, RecordKey } from './oauth-ports.ts';
import { isSameText } from './pkce.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Emitter } from '../kernel/emitter.ts';

/** A sign-in in memory. `outcome` is there once its answer was accepted, whatever came of it. */
export interface OpenFlow {
  readonly record: FlowRecord;
  status: FlowStatus;
  /** The code that was accepted and what it led to; the same code gets the same outcome. */
  accepted?: { readonly code: string; readonly outcome: Promise<FlowStatus> };
  /** What has to be closed when the flow is over. */
  readonly resources: AsyncDisposable[];
}

/** Flows beyond this many make room by ending the oldest. */
const maxFlows = 50;

/** All sign-ins of this process and those a former run has left behind. */
export class FlowStore {
  readonly #records: OAuthRecords;
  readonly #clock: Clock;
  readonly #flows = new Map<string, OpenFlow>();
  readonly #timers = new Map<string, Disposable>();
  readonly #changes: Emitter<[FlowView]>;
  readonly #closing = new Set<Promise<unknown>>();
  #restoring: Promise<boolean> | undefined;

  constructor(deps: {
    readonly records: OAuthRecords;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#records = deps.records;
    this.#clock = deps.clock;
    this.#changes = createEmitter(deps.logger, 'sign-ins');
  }

  onFlow(listener: (flow: FlowView) => void): Disposable {
    return this.#changes.on(listener);
  }

  /** Reads the flows that were open when the app ended, once that is possible. */
  async restore(): Promise<void> {
    this.#restoring ??= this.#restore();
    // A vault that was locked may be open by the next time.
    if (!(await this.#restoring)) this.#restoring = undefined;
  }

  async #restore(): Promise<boolean> {
    const keys = await this.#records.list('flow');
    if (!keys.ok) return false;
    for (const key of keys.value) {
      const stored = await this.#records.read(key);
      const record = stored.ok ? stored.value && parseFlow(stored.value.text) : undefined;
      if (record === undefined || this.#flows.has(record.flowId)) continue;
      if (this.#clock.now() >= record.expiresAt) await this.#records.remove(key);
      else this.#keep({ record, status: pending(record), resources: [] });
    }
    return true;
  }

  /** Opens a flow; it is on the disk when this resolves with success. */
  async add(
    record: FlowRecord,
    resources: readonly AsyncDisposable[],
  ): Promise<Result<OpenFlow, AuthFailure>> {
    const stored = { bound: record.authorizationServer.issuer, text: JSON.stringify(record) };
    const written = await this.#records.write(keyOf(record), stored);
    if (!written.ok) return ofRecords(written);
    await this.#makeRoom();
    const flow: OpenFlow = { record, status: pending(record), resources: [...resources] };
    this.#keep(flow);
    this.#tell(flow);
    return ok(flow);
  }

  async #makeRoom(): Promise<void> {
    const all = [...this.#flows.values()];
    if (all.length < maxFlows) return;
    const oldest = all.reduce((a, b) => (a.record.createdAt <= b.record.createdAt ? a : b));
    await this.end(oldest, { kind: 'cancelled' });
    this.#drop(oldest.record.flowId);
  }

  #keep(flow: OpenFlow): void {
    const { flowId, expiresAt } = flow.record;
    this.#flows.set(flowId, flow);
    const timer = this.#clock.schedule(expiresAt - this.#clock.now(), () => {
      if (flow.accepted === undefined) void this.end(flow, { kind: 'expired' });
    });
    this.#timers.set(flowId, timer);
  }

  get(flowId: string): OpenFlow | undefined {
    return this.#flows.get(flowId);
  }

  /** The flow a person can still finish for a server. */
  pendingFor(owner: string, serverName: string): OpenFlow | undefined {
    return [...this.#flows.values()].find(
      ({ record, accepted, status }) =>
        record.owner === owner &&
        record.serverName === serverName &&
        status.kind === 'pending' &&
        accepted === undefined &&
        this.#clock.now() < record.expiresAt,
    );
  }

  /** Every flow that a person can still finish. */
  pending(): readonly OpenFlow[] {
    return [...this.#flows.values()].filter(({ status }) => status.kind === 'pending');
  }

  /** Every flow for a server, over or not. */
  allFor(serverName: string): readonly OpenFlow[] {
    return [...this.#flows.values()].filter(({ record }) => record.serverName === serverName);
  }

  /** The flow with this state; all are compared, in a time that does not tell which is close. */
  byState(state: string): OpenFlow | undefined {
    let found: OpenFlow | undefined;
    for (const flow of this.#flows.values()) {
      if (isSameText(flow.record.state, state)) found = flow;
    }
    return found;
  }

  /** Takes the flow off the disk: from now on its state is worth nothing to another process. */
  async spend(flow: OpenFlow): Promise<void> {
    await this.#records.remove(keyOf(flow.record));
  }

  /** Ends a flow; it stays in memory for a while, so that a second answer finds out. */
  async end(flow: OpenFlow, status: Exclude<FlowStatus, { kind: 'pending' }>): Promise<void> {
    if (flow.status.kind !== 'pending') return;
    flow.status = status;
    const { flowId } = flow.record;
    this.#timers.get(flowId)?.[Symbol.dispose]();
    const forget = (): void => this.#drop(flowId);
    this.#timers.set(flowId, this.#clock.schedule(flowLifetimeMs, forget));
    this.#tell(flow);
    await this.spend(flow);
    this.#close(flow);
  }

  /** A door closes after its last page was sent, for which the end of its flow is awaited. */
  #close(flow: OpenFlow): void {
    const resources = flow.resources.splice(0);
    const closed = Promise.allSettled(resources.map((one) => one[Symbol.asyncDispose]()));
    this.#closing.add(closed);
    void closed.then(() => this.#closing.delete(closed));
  }

  #drop(flowId: string): void {
    this.#timers.get(flowId)?.[Symbol.dispose]();
    this.#timers.delete(flowId);
    this.#flows.delete(flowId);
  }

  /** Forgets a server's flows altogether. */
  async forget(owner: string, serverName: string): Promise<void> {
    for (const flow of this.allFor(serverName)) {
      if (flow.record.owner !== owner) continue;
      await this.end(flow, { kind: 'cancelled' });
      this.#drop(flow.record.flowId);
    }
  }

  #tell({ record, status }: OpenFlow): void {
    const { flowId, owner, serverName } = record;
    this.#changes.emit({ flowId, owner, serverName, status });
  }

  /** Closes what is open; pending flows stay on the disk and can be finished by the next run. */
  async dispose(): Promise<void> {
    for (const timer of this.#timers.values()) timer[Symbol.dispose]();
    this.#timers.clear();
    for (const flow of this.#flows.values()) this.#close(flow);
    this.#flows.clear();
    this.#changes.clear();
    await Promise.all(this.#closing);
  }
}

function keyOf({ flowId }: FlowRecord): RecordKey {
  return { kind: 'flow', parts: [flowId] };
}

function pending({ expiresAt }: FlowRecord): FlowStatus {
  return { kind: 'pending', expiresAt };
}

/** A flow as others may see it. */
export function viewOf({ record: { flowId, owner, serverName }, status }: OpenFlow): FlowView {
  return { flowId, owner, serverName, status };
}
