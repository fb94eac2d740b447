/** Everything that lies above the pages. */
export function Overlays() {
  return null;
}
