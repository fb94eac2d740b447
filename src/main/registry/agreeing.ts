import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { Result } from '../../shared/util/result.ts';
import { launchesOf } from './draft-launch.ts';
import { rebindSecrets, yesOfConsent } from './recipients.ts';
import type { StorageRefusal, VaultRefusal } from './registry-error.ts';
import type { RegistryLedger } from './registry-ledger.ts';
import type { ServerRegistryDeps } from './registry-deps.ts';

type Saved = Promise<Result<ServerDefinition, StorageRefusal>>;
type Agreed = Promise<Result<ServerDefinition, StorageRefusal | VaultRefusal>>;

/** A person's agreement to a launch; there is none without `launch`. */
export interface Agreeing {
  readonly server: ServerDefinition;
  readonly launch: string | undefined;
  /** Whose launch it is. */
  readonly profileId: string;
}

/**
 * Saves a server whose launch a person agrees to in the same act, if they do. They agree before
 * anybody hears of the save, since it may be started then; earlier launches end with it. What is
 * stored for the server goes to the launch from then on: that is not asked a second time.
 */
export function createAgreeing(
  ledger: Pick<RegistryLedger, 'servers'>,
  { agreements, secrets }: Pick<ServerRegistryDeps, 'agreements' | 'secrets'>,
): (agreeing: Agreeing, save: () => Saved) => Agreed {
  return async ({ server, launch, profileId }, save) => {
    if (launch === undefined) return save();
    const yes = yesOfConsent(server, profileId, ledger.servers.values());
    const rebound = await rebindSecrets(server, yes, secrets);
    if (!rebound.ok) return rebound;
    agreements.agree(server.name, launch);
    const saved = await save();
    const present = ledger.servers.get(server.name);
    const launches = present === undefined ? new Set<string>() : launchesOf(present);
    agreements.keepOnly(server.name, launches);
    if (!saved.ok) await rebound.value.takeBack();
    return saved;
  };
}
