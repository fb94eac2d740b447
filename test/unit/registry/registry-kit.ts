import type { RegistryFile } from '../../../src/main/registry/registry-file.ts';
import { createServerRegistry } from '../../../src/main/registry/server-registry.ts';
import type { RegistryChange } from '../../../src/main/registry/registry-change.ts';
import type { ServerRegistryDeps } from '../../../src/main/registry/registry-deps.ts';
import type { ServerDraftInput } from '../../../src/shared/domain/server.ts';
import type { Result } from '../../../src/shared/util/result.ts';
import { createFakeSecrets } from '../../support/fake-secrets.ts';
import { createMemoryAgreements } from '../../support/memory-agreements.ts';
import { createMemoryDocument } from '../../support/memory-document.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

/** A loaded registry over fakes; `clock.ms` is the time. */
export async function createRegistryKit(
  file?: RegistryFile,
  { handles }: Pick<ServerRegistryDeps, 'handles'> = {},
) {
  const store = createMemoryDocument<RegistryFile>(file);
  const secrets = createFakeSecrets();
  const logger = createSilentLogger();
  const clock = { ms: 1_000, now: () => clock.ms };
  const agreements = createMemoryAgreements();
  const registry = createServerRegistry({
    store,
    secrets,
    agreements,
    clock,
    logger,
    ...(handles && { handles }),
  });
  const load = await registry.load();
  const changes: RegistryChange[] = [];
  registry.onChange((change) => changes.push(change));
  return { store, secrets, agreements, logger, clock, registry, load, changes };
}

/** A remote server that needs neither consent nor secrets. */
export const remoteDraft = (title = 'Docs'): ServerDraftInput => ({
  title,
  transport: { type: 'streamable-http', url: 'https://docs.example/mcp' },
});

/** The value of a result that is known to be good. */
export function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`unexpected: ${JSON.stringify(result.error)}`);
  return result.value;
}
