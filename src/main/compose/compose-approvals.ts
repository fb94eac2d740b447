import { createApprovalDesk } from '../approvals/approval-desk.ts';
import type { ApprovalDesk } from '../approvals/approval-desk.ts';
import { createCallGate } from '../approvals/call-gate.ts';
import type { CallGate } from '../approvals/call-gate.ts';
import { launchPlace } from '../approvals/launch-place.ts';
import { createServerApprovals } from '../approvals/server-approvals.ts';
import type { ServerApprovals } from '../approvals/server-approvals.ts';
import { toolFacts } from '../approvals/tool-facts.ts';
import { catalogKey } from '../catalog/owner-catalogs.ts';
import type { PinDesk } from '../pins/pin-desk.ts';
import type { ComposedNews } from './compose-news.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/** The gate of all calls, and where a person is asked and decides. */
export interface ComposedApprovals {
  readonly gate: CallGate;
  readonly approvalDesk: ApprovalDesk;
  readonly serverApprovals: ServerApprovals;
}

const minuteMs = 60_000;

/** Puts the gate together, over the definitions that apps are given. */
export function composeApprovals(
  basics: Basics,
  { approvals, appRights }: Pick<Stores, 'approvals' | 'appRights'>,
  { owned, allServers, inUse }: Pick<ComposedServers, 'owned' | 'allServers' | 'inUse'>,
  { logBook }: Pick<ComposedNews, 'logBook'>,
  pinDesk: Pick<PinDesk, 'forApps'>,
): ComposedApprovals {
  const { clock, random, logger, settings } = basics;
  const approvalDesk = createApprovalDesk({
    clock,
    random,
    logger,
    patienceMs: () => settings.get().approvalMinutes * minuteMs,
    titleOf: (name) => allServers.get(name)?.title ?? name,
    redact: (server, text) => logBook.redacted(server, text),
  });
  const deps = {
    approvals,
    desk: approvalDesk,
    leavesAsking: async (caller: string) => (await appRights.of(caller)).rights.leavesAsking,
    keyOf: (profile: string, name: string) => catalogKey(owned.ownerOf(profile, name), name),
    placeOf(profile: string, name: string) {
      const server = owned.asOwned(owned.ownerOf(profile, name), name);
      return server && launchPlace(server);
    },
    async toolsOf(profile: string, name: string) {
      const tools = (await pinDesk.forApps(profile, name))?.tools ?? [];
      return tools.map(({ item, raw }) => ({ tool: item.name, ...toolFacts(raw) }));
    },
    clock,
  };
  return {
    gate: createCallGate(deps),
    approvalDesk,
    serverApprovals: createServerApprovals({ ...deps, inUse }),
  };
}
