import { startTestHost } from '../test-host.ts';
import type { TestHost } from '../test-host.ts';
import type { ServerDraftInput } from '../../../src/shared/domain/server.ts';
import { waitFor } from '../processes.ts';

/** A definition as it lies in a file, with whatever else somebody wrote into it. */
export type FiledServer = Record<string, unknown> & { readonly name: string };

/**
 * What somebody tries to bring in through a door: the server `notes` that a person has set up,
 * changed into something they never agreed to.
 */
export interface Intruder {
  /** Sets `notes` up as a person does, with every click it takes. */
  readonly setUp: (client: TestHost['client']) => Promise<void>;
  /** What a file holds in the place of its definition. */
  readonly change: (definition: FiledServer) => FiledServer;
  /** The same, but only for the profile `work`; everybody else has what was agreed to. */
  readonly changeForWork: (definition: FiledServer) => FiledServer;
  /** The same as somebody fills in the form, and as another app has it in its settings. */
  readonly draft: ServerDraftInput;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The same as a stranger has it who has no secret of this person's; `draft` if absent. */
  readonly theirs?: ServerDraftInput;
}

/** A home that is started and ended as often as a door needs it. */
export interface DoorWorld {
  readonly folder: string;
  /** The host that runs now. */
  readonly running: () => TestHost;
  /** Ends the host, runs `between`, and starts another one on the same folder. */
  readonly restart: (between?: () => Promise<void>) => Promise<void>;
}

/** One way for a definition to get in; nobody clicks on an agreement in it. */
export interface TrustDoor {
  readonly name: string;
  /** It refuses what needs an agreement, so that nothing is left that could wait for one. */
  readonly isRefusing?: true;
  /** What comes in by it has no reference to a secret that is stored here. */
  readonly isWithoutSecrets?: true;
  readonly enter: (world: DoorWorld, intruder: Intruder) => Promise<void>;
}

/** Opens a home with `notes` in it; disposing ends the host and removes everything. */
export async function openDoorWorld(
  intruder: Intruder,
  options: Parameters<typeof startTestHost>[0] = {},
): Promise<DoorWorld & AsyncDisposable> {
  let running = await startTestHost(options);
  const { folder } = running;
  running.host.start();
  await intruder.setUp(running.client);
  return {
    folder,
    running: () => running,
    async restart(between) {
      await running.close();
      await between?.();
      running = await startTestHost({ ...options, folder });
      running.host.start();
    },
    [Symbol.asyncDispose]: () => running.remove(),
  };
}

/** Asks for every server that is there, as its users do, and waits until each has its answer. */
export async function askForEverything({ running }: DoorWorld): Promise<void> {
  const { host } = running();
  await host.started;
  for (const { name, enabled } of host.snapshot().servers) if (enabled) host.pool.connect(name);
  const isUnderWay = ({ name }: { readonly name: string }) =>
    ['idle', 'connecting', 'stopping', undefined].includes(answerOf(running(), name));
  const underWay = () => host.snapshot().servers.filter(isUnderWay);
  try {
    await waitFor('every server to have its answer', () => underWay().length === 0);
  } catch (cause) {
    const logs = underWay().map(({ name }) => [name, host.log.tail(name, { limit: 12 })]);
    throw new Error(`without an answer: ${JSON.stringify(logs)}`, { cause });
  }
}

function answerOf({ host }: TestHost, name: string): string | undefined {
  const server = host.snapshot().servers.find((one) => one.name === name);
  return server?.enabled === false ? 'off' : host.pool.status(name)?.kind;
}
