/** What is typed and not saved yet, by the place it is typed at. */
export type Drafts = ReadonlyMap<string, unknown>;

/**
 * The drafts with what stands at `place` now. What is the same as what is saved is no draft, so it
 * is dropped, and the place follows what is saved from then on.
 */
export function withDraft(drafts: Drafts, place: string, typed: unknown, saved: unknown): Drafts {
  const changed = new Map(drafts);
  if (isSame(typed, saved)) changed.delete(place);
  else changed.set(place, typed);
  return changed;
}

/** Whether two values that could be JSON hold the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
