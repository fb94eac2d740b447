import { beginAxeRound } from '../support/axe.ts';
import { beginLookRound } from './look-round.ts';
import type { Round } from './round.ts';

/** Who looks at the states of `part`: axe-core, or with `npm run look` pictures of every kind. */
export function beginRound(part: string): Round {
  return process.env['PATCHBAY_LOOK'] === '1' ? beginLookRound(part) : beginAxeRound();
}
