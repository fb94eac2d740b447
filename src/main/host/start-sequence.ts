import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { RegistryLoad } from '../registry/registry-ports.ts';
import type { NoticeBoard } from './notice-board.ts';
import { isSound, orphansNotice } from './start-notices.ts';

/** What happens once when the host starts, before servers are brought up. */
export interface StartSteps {
  /** What reading the registry has found. */
  readonly load: RegistryLoad;
  /** Lets the vault know which agreements it is asked for; comes first. */
  readonly openAgreements: () => void;
  /** Ends programs of a run that died; answers how many. */
  readonly reap: () => Promise<number>;
  readonly loadVault: () => Promise<unknown>;
  /** Every server of every profile. */
  readonly servers: () => readonly ServerDefinition[];
  readonly pruneBundles: (servers: readonly ServerDefinition[]) => Promise<void>;
  readonly restoreSignIns: () => Promise<void>;
  readonly pruneSecrets: () => Promise<void>;
  /** Adds the sample server; absent where a first start should be empty. */
  readonly seed?: (() => Promise<unknown>) | undefined;
  readonly notices: Pick<NoticeBoard, 'add'>;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Goes through them in their order. What no server refers to is removed only when all that was saved
 * here could be read; the sample comes only where no registry was.
 */
export async function startSequence(steps: StartSteps): Promise<void> {
  const { load, notices } = steps;
  steps.openAgreements();
  const [reaped] = await Promise.all([steps.reap(), steps.loadVault()]);
  if (isSound(load)) await steps.pruneBundles(steps.servers());
  if (reaped > 0) notices.add(orphansNotice(reaped, steps.now()));
  await steps.restoreSignIns();
  if (isSound(load)) await steps.pruneSecrets();
  if (load.status === 'absent') await steps.seed?.();
}
