import type { ConnectionStateKind } from '../../../shared/domain/connection-state.ts';
import { levelOf } from '../../../shared/domain/health.ts';
import type { HealthLevel } from '../../../shared/domain/health.ts';

/** Colours a state can have; each is a CSS token of `tokens.css`. */
export type Tone = 'teal' | 'violet' | 'red' | 'yellow' | 'blue' | 'grey';

/** A shape on a 16 × 16 grid: filled in the tone, then stroked, then cut in the background colour. */
export interface Glyph {
  readonly tone: Tone;
  readonly fill?: string;
  readonly stroke?: string;
  readonly cut?: string;
  readonly spins?: boolean;
}

const circle = 'M8 1.2a6.8 6.8 0 1 0 0 13.6a6.8 6.8 0 1 0 0 -13.6z';

const check: Glyph = { tone: 'teal', fill: circle, cut: 'M5 8.3l2.1 2.1l4 -4.4' };
const key: Glyph = {
  tone: 'violet',
  fill: 'M10.4 1.4a4.2 4.2 0 0 0 -4 5.5l-5 5v2.7h3.2v-1.6h1.6v-1.7h1.5l1.4 -1.3a4.2 4.2 0 1 0 1.3 -8.6z',
  cut: 'M11.2 4.8v.01',
};
const octagon: Glyph = {
  tone: 'red',
  fill: 'M5.2 1.2h5.6l4 4v5.6l-4 4h-5.6l-4 -4v-5.6z',
  cut: 'M8 4.6v4M8 11.4v.01',
};
const clock: Glyph = { tone: 'yellow', stroke: `${circle}M8 4.6v3.6l2.3 1.5` };
const ring: Glyph = { tone: 'blue', stroke: 'M8 1.8a6.2 6.2 0 1 1 -6.2 6.2', spins: true };
const hollow: Glyph = { tone: 'grey', stroke: circle };
const cloud: Glyph = {
  tone: 'grey',
  fill: 'M4.6 13.2a3.3 3.3 0 0 1 -.4 -6.6a4.3 4.3 0 0 1 8.2 .9a2.9 2.9 0 0 1 -.5 5.7z',
};

/** The shape and colour of each level; a word always stands beside it. */
export const glyphs: Readonly<Record<HealthLevel, Glyph>> = {
  failed: octagon,
  'needs-you': key,
  retrying: clock,
  offline: cloud,
  connecting: ring,
  ready: check,
  off: hollow,
};

/** The shape and colour of a state. */
export function glyphFor(kind: ConnectionStateKind): Glyph {
  return glyphs[levelOf(kind)];
}
