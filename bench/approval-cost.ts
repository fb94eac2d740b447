import { createHash } from 'node:crypto';

import { limitedOffer } from '../src/main/app-rights/limited-offer.ts';
import { createRights } from '../src/main/app-rights/rights.ts';
import type { RightsFile } from '../src/main/app-rights/rights-file.ts';
import { callerKey } from '../src/main/approvals/call-gate.ts';
import { offerOfAll } from '../src/main/gateway/offer.ts';
import { unlimited } from '../src/shared/domain/usual-rights.ts';
import { approvalKit, wanted } from '../test/support/approval-kit.ts';
import { createMemoryDocument } from '../test/support/memory-document.ts';
import { catalogWith } from '../test/support/pin-kit.ts';
import { sealingVault } from '../test/support/sealing-vault.ts';
import { createSilentLogger } from '../test/support/silent-logger.ts';
import { durationOf, limitFigure, median } from './figure.ts';
import type { Figure } from './figure.ts';

const rounds = 50;
const callsInRound = 200;
const servers = 100;

/**
 * What it costs to look whether an app may see a server and call its tool, of which a person has said
 * yes; as a share of a call's `callMs`.
 */
export async function approvalCost(callMs: number): Promise<Figure[]> {
  const look = await lookOfApp();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ms = await durationOf(async () => {
      for (let call = 0; call < callsInRound; call += 1) await look();
    });
    times.push(ms / callsInRound);
  }
  const share = (100 * median(times)) / callMs;
  const what = 'what rights and approvals take of an app’s call through the bridge (C), median';
  return [limitFigure(what, '%', share, 5)];
}

/** The real gate and rights, over documents in memory. */
async function lookOfApp(): Promise<() => Promise<unknown>> {
  const kit = approvalKit();
  const call = wanted();
  const passing = kit.pass(call);
  while (kit.ids().length === 0) await new Promise((resolve) => setImmediate(resolve));
  kit.desk.answer(kit.ids(), 'always-tool');
  await passing;
  const rights = createRights({
    openDocument: () => createMemoryDocument<RightsFile>(),
    vault: sealingVault().vault,
    logger: createSilentLogger(),
  });
  const names = Array.from({ length: servers }, (_, at) => `server ${String(at)}`);
  await rights.set(callerKey(call.caller), { ...unlimited, servers: names.slice(1) });
  const offering = names.map((name, at) => {
    const catalog = catalogWith({ tools: [{ name: 'erase', inputSchema: { type: 'object' } }] });
    return { name, handle: `s${String(at)}`, catalog };
  });
  const offer = offerOfAll(offering, (text) => createHash('sha256').update(text).digest('hex'));
  return async () => {
    const known = await rights.of(callerKey(call.caller));
    const seen = limitedOffer(offer, known.rights).tools.get('s1_erase');
    if (seen === undefined || (await kit.pass(call)) !== 'passed') throw new Error('not passed');
  };
}
