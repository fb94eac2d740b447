import { assertNever } from '../util/assert-never.ts';
import type { VaultStatus } from './events.ts';

/** What a person can do about the state of the vault; the first of several helps most. */
export type VaultRemedy = 'try-again' | 'start-over';

/** The remedies of a state; none where there is nothing wrong that a click could change. */
export function vaultRemediesFor({ state }: Pick<VaultStatus, 'state'>): readonly VaultRemedy[] {
  switch (state) {
    case 'not-opened':
    case 'ready':
    case 'restored':
    case 'lost':
      return [];
    case 'memory-only':
      return ['try-again'];
    case 'locked':
    case 'backend-changed':
      return ['try-again', 'start-over'];
    case 'key-missing':
      return ['start-over', 'try-again'];
    default:
      return assertNever(state);
  }
}
