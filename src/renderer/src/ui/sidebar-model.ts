import type { ConnectionStateKind } from '../../../shared/domain/connection-state.ts';
import type { StateCounts } from '../../../shared/domain/foot-line.ts';

/** Below this width of the window the sidebar shows icons only, CSS pixels. */
export const narrowWindowPx = 900;

/** Whether the sidebar shows icons only. */
export function isSidebarCollapsed(chosen: boolean, windowWidthPx: number): boolean {
  return chosen || windowWidthPx < narrowWindowPx;
}

/** The state whose shape stands at the foot: the worst of all servers. */
export function footStateKind(counts: StateCounts): ConnectionStateKind {
  if (counts.failed > 0) return 'failed';
  if (counts.signIn > 0) return 'needs-sign-in';
  if (counts.hand > counts.offline) return 'waiting';
  if (counts.hand > 0) return 'offline';
  if (counts.connecting > 0) return 'connecting';
  return counts.ready > 0 ? 'ready' : 'idle';
}
