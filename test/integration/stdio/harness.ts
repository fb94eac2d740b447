import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { afterEach, expect } from 'vitest';
import type { SessionOutcome } from '../../../src/main/sessions/session.ts';
import type { StdioTransportOptions } from '../../../src/main/node/stdio/stdio-options.ts';
import type { StdioTransport } from '../../../src/main/node/stdio/stdio-transport.ts';
import { createStdioTransport } from '../../../src/main/node/stdio/stdio-transport.ts';
import type { StdioLaunch } from '../../../src/main/node/stdio/spawn-plan.ts';
import { livingDescendants, processesWithEnvironment } from '../../support/processes.ts';

/** Short patience, so that stubborn servers do not make tests slow. */
const shortGraceMs = { stdinEnd: 300, term: 300 };

/** The file of a fixture server. */
export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/servers/stdio/${name}.mjs`, import.meta.url));
}

/** A launch of a fixture server with this Node. */
export function launchOf(name: string, ...args: readonly string[]): StdioLaunch {
  return { type: 'stdio', command: process.execPath, args: [fixture(name), ...args], env: {} };
}

/** A transport and all it told. */
export interface Watched {
  readonly transport: StdioTransport;
  readonly outcomes: SessionOutcome[];
  readonly stderr: string[];
  readonly garbage: [count: number, sample: string][];
  readonly errors: Error[];
  readonly closes: { count: number };
  /** The outcome, now or when it comes. */
  readonly ended: Promise<SessionOutcome>;
}

const opened: StdioTransport[] = [];
const mark = { name: 'PATCHBAY_TEST_RUN', value: randomUUID() };

/** Every living process started by the transports of this file, wherever it has gone. */
export function startedProcesses() {
  return processesWithEnvironment(`${mark.name}=${mark.value}`);
}

/** A watched transport, which is closed after the test if the test does not. */
export function watch(
  launch: StdioLaunch,
  options: Partial<Omit<StdioTransportOptions, 'launch'>> = {},
): Watched {
  const outcomes: SessionOutcome[] = [];
  const stderr: string[] = [];
  const garbage: [number, string][] = [];
  const errors: Error[] = [];
  const closes = { count: 0 };
  let tellEnded: (outcome: SessionOutcome) => void;
  const ended = new Promise<SessionOutcome>((resolve) => (tellEnded = resolve));
  const transport = createStdioTransport({
    launch,
    graceMs: shortGraceMs,
    envExtras: { [mark.name]: mark.value },
    onStderr: (line) => stderr.push(line),
    onGarbage: (count, sample) => garbage.push([count, sample]),
    onOutcome: (outcome) => {
      outcomes.push(outcome);
      tellEnded(outcome);
    },
    ...options,
  });
  transport.onerror = (error) => errors.push(error);
  transport.onclose = () => (closes.count += 1);
  opened.push(transport);
  return { transport, outcomes, stderr, garbage, errors, closes, ended };
}

/** An SDK client connected over `watched`. */
export async function connect(watched: Watched, timeout = 20_000): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(watched.transport, { timeout });
  watched.transport.markReady();
  return client;
}

/** After each test: closes what is open and fails the test if a process outlives that. */
export function checkForLeaks(): void {
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((transport) => transport.close()));
    expect([...(await startedProcesses()), ...(await livingDescendants())]).toEqual([]);
  });
}
