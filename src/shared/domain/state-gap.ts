/** Times of which a history has nothing: Patchbay did not run, or ended before it could save. */
export const gapKinds = ['not-running', 'unknown'] as const;

/** One of {@link gapKinds}. */
export type GapKind = (typeof gapKinds)[number];

/** Whether a change of a history begins a gap. */
export function isGap<K extends string>(kind: K | GapKind): kind is GapKind {
  return gapKinds.some((gap) => gap === kind);
}
