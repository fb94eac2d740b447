import type { Snapshot } from '../../../shared/domain/events.ts';

/**
 * The state that main wrote into the page, so that the first list needs no round trip; null when
 * there is none. Main built and escaped it, so its shape is trusted.
 */
export function readInitialState(page: Document): Snapshot | null {
  const text = page.getElementById('initial-state')?.textContent?.trim() ?? '';
  if (text === '') return null;
  try {
    return JSON.parse(text) as Snapshot;
  } catch {
    return null;
  }
}
