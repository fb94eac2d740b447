import type { ServerDefinition } from '../../shared/domain/server.ts';
import { firstProfileId } from '../../shared/domain/profile-choices.ts';
import { err, ok } from '../../shared/util/result.ts';
import { createAgreeing } from './agreeing.ts';
import { createBatchChanges } from './batch-changes.ts';
import { savedLaunch } from './draft-launch.ts';
import { launchPreview } from './launch-preview.ts';
import type { ServerRegistryDeps } from './registry-deps.ts';
import type { SaveRefusal } from './registry-error.ts';
import { problemsOf } from './registry-file.ts';
import { RegistryLedger } from './registry-ledger.ts';
import type { ServerRegistry } from './registry-ports.ts';
import { createRemovals } from './removals.ts';
import { createServerEdits } from './server-edits.ts';
import { setHandle } from './set-handle.ts';
import { variableFlagsOf } from './variable-values.ts';

/** Creates the registry; it is empty until `load` has run. */
export function createServerRegistry(deps: ServerRegistryDeps): ServerRegistry {
  const ledger = new RegistryLedger(deps);
  // Whoever removes it: what gets this name later was not agreed to.
  ledger.onChange(({ kind, server }) => {
    if (kind === 'removed') deps.agreements.putAside(server.name);
  });

  const agreeing = createAgreeing(ledger, deps);

  return {
    async load() {
      const [{ load, records, rehandled }] = await Promise.all([
        ledger.load(),
        deps.agreements.load(),
      ]);
      deps.agreements.keepServers(new Set(ledger.names()));
      const damagedFile = 'damagedFile' in load ? { damagedFile: load.damagedFile } : {};
      const isEdited = 'isEdited' in load && load.isEdited ? { isEdited: true } : {};
      return {
        status: load.status,
        ...damagedFile,
        ...isEdited,
        problems: problemsOf(records),
        ...(rehandled.length > 0 && { rehandled }),
      };
    },

    reload: () => ledger.inTurn(() => Promise.resolve()),
    onOutside: (listener) => ledger.onOutside(listener),

    list: () => [...ledger.servers.values()],
    get: (name) => ledger.servers.get(name),

    ...createServerEdits(ledger, deps, agreeing),
    ...createBatchChanges(ledger, deps),
    ...createRemovals(ledger, deps),

    setEnabled: (name, enabled) =>
      ledger.onServer(name, async (server) =>
        server.enabled === enabled
          ? ok(server)
          : ledger.replace(server, { ...server, enabled }, 'enabled'),
      ),

    setHandle: (name, handle) => setHandle(ledger, deps.handles, name, handle),

    giveConsent: (name, consent, profileId = firstProfileId) =>
      ledger.onServer<ServerDefinition, SaveRefusal>(name, async (server) => {
        const preview = launchPreview(savedLaunch(server, profileId));
        if (preview.consent !== consent) return err({ code: 'CONSENT_REQUIRED', preview });
        const launch = preview.kind === 'program' ? consent : undefined;
        return agreeing({ server, launch, profileId }, async () => ok(server));
      }),

    renewAfterSecretsWent: (name) =>
      ledger.onServer(name, async (server) =>
        ledger.replace(
          server,
          { ...server, updatedAt: Math.max(deps.clock.now(), server.updatedAt + 1) },
          'updated',
        ),
      ),

    variableFlags(name, profileId = firstProfileId) {
      const server = ledger.servers.get(name);
      if (server === undefined) return err({ code: 'NOT_FOUND', name });
      return ok(variableFlagsOf(server, profileId, (id) => deps.secrets.has(id)));
    },

    recordInspections: (found) =>
      ledger.inTurn(async () => {
        const servers = [...found].flatMap(([name, inspection]) => {
          const server = ledger.servers.get(name);
          return server === undefined ? [] : [{ ...server, inspection }];
        });
        ledger.showOnly(servers, 'inspection');
      }),

    saveFindings: () => ledger.saveShown(),

    onChange: (listener) => ledger.onChange(listener),
  };
}
