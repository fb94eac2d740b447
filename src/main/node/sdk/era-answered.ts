import type { EraVerdict } from './era-probe.ts';

/**
 * Told what the answer to the question for the era says; false when another attempt is already shaking
 * hands in that era, so that this one is to end.
 */
export type EraAnswered = (verdict: EraVerdict['kind']) => boolean;
