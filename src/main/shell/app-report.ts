import type { Snapshot } from '../../shared/domain/events.ts';

/** What runs, where. */
export interface ReportFacts {
  readonly name: string;
  readonly version: string;
  readonly runtime: string;
  readonly system: string;
}

/**
 * A report about the whole app for whoever helps: versions, how many servers are in which state, and
 * the codes of what failed. It names no server, address, file or person.
 */
export function appReport(
  { name, version, runtime, system }: ReportFacts,
  snapshot: Snapshot,
): string {
  const states = Object.values(snapshot.states);
  const codes = states.flatMap((state) => ('failure' in state ? [state.failure.code] : []));
  const notices = snapshot.notices.map(({ code }) => code);
  return [
    `${name} ${version}, ${runtime}`,
    system,
    `Servers: ${countsOf(states.map(({ kind }) => kind)) || 'none'}`,
    ...(codes.length > 0 ? [`Failures: ${countsOf(codes)}`] : []),
    ...(notices.length > 0 ? [`Notices: ${countsOf(notices)}`] : []),
    `Secrets: ${snapshot.vault.state} ${snapshot.vault.backend}`.trim(),
    `Profiles: ${String(snapshot.profiles.all.length)}`,
  ].join('\n');
}

function countsOf(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${String(count)} ${word}`).join(', ');
}
