import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import type { SessionOutcome } from '../../sessions/session.ts';
import { lostMessage } from '../http/http-outcome-error.ts';
import { gathering } from '../kernel/gathered-writes.ts';
import { maxMessageBytes } from '../messages/message-limit.ts';
import { createProcessLister } from '../processes/process-tree-rows.ts';
import { createProcessTree, systemProcessTreeDeps } from '../processes/process-tree.ts';
import type { ParseMessage } from '../messages/read-message.ts';
import type { MessageReader } from './message-reader.ts';
import { createMessageReader } from './message-reader.ts';
import { errnoOf, spawnRefusal } from './spawn-failure.ts';
import type { SpawnPlan } from './spawn-plan.ts';
import { planSpawn } from './spawn-plan.ts';
import type { StdioTransportOptions } from './stdio-options.ts';
import { defaultGraceMs, defaultMaxQueuedBytes, defaultStderrLimits } from './stdio-options.ts';
import type { StderrRing } from './stderr-ring.ts';
import { createStderrRing } from './stderr-ring.ts';
import type { StopStep, StoppableChild } from './stop-tree.ts';
import { resolvesWithin, stopTree } from './stop-tree.ts';

/** As many lines of what is printed where MCP is expected show what it is. */
const maxPrintedLines = 20;
/** How long last words on the pipes are waited for once the child is known to be gone. */
const DRAIN_MS = 50;

/** An SDK transport over a child process that this module owns from spawn to the last descendant. */
export interface StdioTransport extends Transport {
  /** Undefined until started. */
  readonly pid: number | undefined;
  /** Always null; with `pid` it is how the SDK recognises a stdio transport when it probes the era. */
  readonly stderr: null;
  /** Why it ended, unless it was closed by us. */
  readonly outcome: SessionOutcome | undefined;
  /** The last stderr lines, redacted, oldest first. */
  readonly stderrTail: readonly string[];
  /** The first lines on stdout that were not MCP, redacted. */
  readonly printed: readonly string[];
  /** Stdout lines so far that were not MCP. */
  readonly garbageCount: number;
  /** Ends the handshake: a later exit is no longer reported as `duringHandshake`. */
  markReady(): void;
  /** Starts the child; rejects with an error that has an `outcome` when it cannot run. */
  start(): Promise<void>;
  /** Never waits for the server: resolves when the message is queued, rejects when it cannot be. */
  send(message: JSONRPCMessage): Promise<void>;
  /** Resolves when the whole process tree is gone. Later calls share the first one's promise. */
  close(): Promise<void>;
}

/** `start` could not start the program; `outcome` says why. */
class StdioStartError extends Error {
  readonly outcome: SessionOutcome;
  constructor(outcome: SessionOutcome) {
    super(outcome.kind === 'spawn-failed' ? `cannot start: ${outcome.reason}` : 'closed');
    this.name = 'StdioStartError';
    this.outcome = outcome;
  }
}

/** A transport for one run of one server; a new run needs a new transport. */
export function createStdioTransport(options: StdioTransportOptions): StdioTransport {
  return new ChildTransport(options);
}

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}

class ChildTransport implements StdioTransport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport['onmessage'];
  readonly stderr = null;
  readonly #options: StdioTransportOptions;
  readonly #reader: MessageReader;
  readonly #ring: StderrRing;
  readonly #closeAsked = deferred();
  #parse: ParseMessage = () => undefined;
  #starting: Promise<void> | undefined;
  #child: ChildProcess | undefined;
  #stoppable: StoppableChild | undefined;
  #stopping: Promise<void> | undefined;
  #outcome: SessionOutcome | undefined;
  #isClosed = false;
  #isReady = false;
  readonly #printed: string[] = [];
  readonly #redact: (text: string) => string;

  constructor(options: StdioTransportOptions) {
    this.#options = options;
    const redact = options.redact ?? ((text: string) => text);
    this.#redact = redact;
    const limitBytes = options.maxMessageBytes ?? maxMessageBytes;
    this.#reader = createMessageReader(limitBytes, (value) => this.#parse(value), {
      message: (message) => void (this.#isOver || this.onmessage?.(message)),
      garbage: (count, sample) => options.onGarbage?.(count, redact(sample)),
      text: (line) => this.#print(redact(line)),
      tooLarge: (id) => this.#tooLarge(id, { kind: 'too-large', what: 'message', limitBytes }),
      hopeless: () => this.#end({ kind: 'too-large', what: 'message', limitBytes }, 'term'),
    });
    const maxLines = options.stderrRingLines ?? defaultStderrLimits.maxLines;
    const limits = { ...defaultStderrLimits, maxLines };
    this.#ring = createStderrRing(limits, redact, (line) => options.onStderr?.(line));
  }

  /** Only the call it answers fails; without one nobody can be told but the reader of the log. */
  #tooLarge(id: string | number | undefined, outcome: SessionOutcome) {
    if (this.#isOver) return;
    if (id !== undefined) this.onmessage?.(lostMessage(id, outcome));
    else this.onerror?.(new Error('a message was too large'));
  }

  #print(line: string) {
    if (this.#printed.length >= maxPrintedLines) return;
    this.#printed.push(line);
    this.#options.onPrinted?.(this.printed);
  }

  get pid() {
    return this.#child?.pid;
  }
  get outcome() {
    return this.#outcome;
  }
  get stderrTail() {
    return this.#ring.lines();
  }
  /** What was printed where MCP is expected, until the hello also what was begun and not ended. */
  get printed() {
    const begun = this.#isReady ? '' : this.#reader.begunLine;
    const isRoom = begun !== '' && this.#printed.length < maxPrintedLines;
    return isRoom ? [...this.#printed, this.#redact(begun)] : [...this.#printed];
  }
  get garbageCount() {
    return this.#reader.garbageCount;
  }
  get #isOver() {
    return this.#isClosed || this.#outcome !== undefined;
  }

  markReady() {
    this.#isReady = true;
  }

  start() {
    if (this.#starting) return Promise.reject(new Error('this transport was started before'));
    this.#starting = this.#launch();
    return this.#starting;
  }

  send(message: JSONRPCMessage) {
    const stdin = this.#child?.stdin;
    if (this.#isOver || !stdin?.writable) return Promise.reject(new Error('not connected'));
    const line = `${JSON.stringify(message)}\n`;
    const queuedBytes = stdin.writableLength + Buffer.byteLength(line);
    if (queuedBytes > (this.#options.maxQueuedBytes ?? defaultMaxQueuedBytes)) {
      return Promise.reject(new Error('the server does not read its input'));
    }
    stdin.write(line);
    return Promise.resolve();
  }

  close() {
    const wasOver = this.#isOver;
    this.#isClosed = true;
    this.#closeAsked.resolve();
    if (!wasOver) this.#tellClosed();
    return this.#stop('input');
  }

  async #launch() {
    const plan = await Promise.race([this.#plan(), this.#closeAsked.promise]);
    if (!plan || this.#isClosed) throw new StdioStartError({ kind: 'aborted' });
    const problem = plan.ok ? await this.#spawn(plan.value) : plan.error;
    if (!problem) return;
    this.#end(problem, 'term');
    throw new StdioStartError(problem);
  }

  async #plan() {
    const { launch, envExtras, variables, findPath } = this.#options;
    // Loaded when it is needed: importing the SDK takes long, and start-up must not wait for it.
    const { parseJSONRPCMessage } = await import('@modelcontextprotocol/client');
    this.#parse = parseJSONRPCMessage;
    return planSpawn({
      launch,
      envExtras,
      variables: variables ?? (() => process.env),
      findPath: findPath ?? (() => Promise.resolve(process.env['PATH'] ?? '')),
      platform: process.platform,
    });
  }

  /** Spawns and wires the child in one go, so that no event of a short life is missed. */
  async #spawn(plan: SpawnPlan): Promise<SessionOutcome | undefined> {
    try {
      this.#options.roster?.prepare();
      const child = (this.#options.spawn ?? spawn)(plan.file, plan.args, plan.options);
      const failed = new Promise<unknown>((resolve) => child.once('error', resolve));
      const running = new Promise<void>((resolve) => child.once('spawn', () => resolve()));
      // SECURITY: node's own error carries the arguments, which may hold secrets.
      child.on('error', (error) => this.onerror?.(new Error(`child process: ${errnoOf(error)}`)));
      if (child.pid !== undefined) this.#adopt(child, child.pid);
      const error = await Promise.race([failed, running]);
      return error === undefined ? undefined : spawnRefusal(error, plan.context);
    } catch (error) {
      return spawnRefusal(error, plan.context);
    }
  }

  #adopt(child: ChildProcess, pid: number) {
    this.#child = child;
    if (child.stdin !== null) gathering(child.stdin);
    this.#options.roster?.add(pid);
    const list = this.#options.listProcesses ?? createProcessLister();
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    this.#stoppable = {
      tree: createProcessTree(pid, systemProcessTreeDeps(list)),
      exited: new Promise<void>((resolve) => child.once('exit', () => resolve())),
      endInput: () => void child.stdin?.end(),
    };
    child.once('exit', (exitCode, signal) => void this.#exited(closed, exitCode, signal));
    child.stdout?.on('data', (chunk: Buffer) => this.#reader.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.#ring.push(chunk));
    child.stdout?.once('end', () => void this.#pipeBroke('the program closed its output'));
    child.stdin?.once('error', () => void this.#pipeBroke('the program closed its input'));
    for (const pipe of [child.stdin, child.stdout, child.stderr]) {
      pipe?.on('error', (error) => this.#isOver || this.onerror?.(error));
    }
  }

  async #exited(closed: Promise<void>, exitCode: number | null, signal: string | null) {
    await resolvesWithin(closed, DRAIN_MS);
    this.#ring.flush();
    this.#end(
      {
        kind: 'process-exited',
        exitCode,
        signal,
        stderrTail: this.#ring.lines(),
        stdoutGarbage: this.#reader.garbageCount,
        ...(this.printed.length > 0 && { printed: this.printed }),
        duringHandshake: !this.#isReady,
      },
      'term',
    );
  }

  /** A broken pipe mostly means that the exit is about to be reported, which tells more. */
  async #pipeBroke(detail: string) {
    if (!this.#stoppable || this.#isOver) return;
    if (await resolvesWithin(this.#stoppable.exited, DRAIN_MS)) return;
    this.#end({ kind: 'stream-closed', detail }, 'term');
  }

  #end(outcome: SessionOutcome, step: StopStep) {
    if (this.#isOver) return;
    this.#outcome = outcome;
    this.#options.onOutcome?.(outcome);
    this.#tellClosed();
    void this.#stop(step);
  }

  #tellClosed() {
    this.#reader.stop();
    this.onclose?.();
  }

  #stop(step: StopStep) {
    this.#stopping ??= this.#stopChild(step);
    return this.#stopping;
  }

  async #stopChild(step: StopStep) {
    await this.#starting?.catch(() => undefined);
    if (!this.#stoppable) return;
    const patience = this.#options.graceMs ?? defaultGraceMs;
    // What would not end stays in the roster, so that the next start tries again.
    if (!(await stopTree(this.#stoppable, step, patience))) this.#options.onLeft?.();
    else if (this.pid !== undefined) this.#options.roster?.remove(this.pid);
    this.#ring.flush();
    for (const pipe of this.#child?.stdio ?? []) pipe?.destroy();
  }
}
