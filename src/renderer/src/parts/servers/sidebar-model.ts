/** Below this width of the window the sidebar shows icons only, CSS pixels. */
export const narrowWindowPx = 900;

/** Whether the sidebar shows icons only. */
export function isSidebarCollapsed(chosen: boolean, windowWidthPx: number): boolean {
  return chosen || windowWidthPx < narrowWindowPx;
}
