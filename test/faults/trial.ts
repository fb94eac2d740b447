import type { Launch } from '../../src/main/sessions/session.ts';
import { en } from '../../src/shared/i18n/en.ts';
import { shortFailurePhrase } from '../../src/shared/i18n/failure-phrase.ts';
import { translate } from '../../src/shared/i18n/phrase.ts';
import type { ConnectionState } from '../../src/shared/domain/connection-state.ts';
import { createFaultPool } from './fault-pool.ts';
import type { FaultLimits } from './fault-pool.ts';
import type { FaultRow } from './fault-row.ts';

/** Where the first attempt at a server led, and how long it took. */
export interface Trial {
  readonly state: ConnectionState;
  readonly tookMs: number;
  /** The failure's code, or the kind of the state. */
  readonly code: string;
  /** In a few words, as a list shows it. */
  readonly words: string;
}

/** Tries a server once. */
export async function tryOnce(launch: Launch, limits: FaultLimits = {}): Promise<Trial> {
  const kit = createFaultPool({ a: launch }, limits);
  const startedAt = performance.now();
  kit.pool.connect('a');
  await kit.reached('a', 'connecting');
  const state = await kit.left('a', 'connecting');
  const tookMs = performance.now() - startedAt;
  await kit.close();
  const failure = 'failure' in state ? state.failure : undefined;
  return {
    state,
    tookMs,
    code: failure?.code ?? state.kind,
    words: failure ? translate(en, 'en', shortFailurePhrase(failure)) : state.kind,
  };
}

/** A row about several trials and the codes they should lead to. */
export async function codesRow(
  group: FaultRow['group'],
  scenario: string,
  cases: readonly (readonly [what: string, code: string, trial: () => Promise<Trial>])[],
): Promise<FaultRow> {
  const found: string[] = [];
  let right = 0;
  for (const [what, code, run] of cases) {
    const trial = await run();
    if (trial.code === code) right += 1;
    found.push(`${what}: ${trial.code} “${trial.words}”`);
  }
  return {
    group,
    scenario,
    happened: `${right}/${cases.length} named rightly (${found.join('; ')})`,
    goal: 'all named rightly',
    isMet: right === cases.length,
  };
}
