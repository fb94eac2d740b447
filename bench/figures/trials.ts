/** How often to try: `usual`, unless `PATCHBAY_FIGURE_TRIALS` asks for less to see that it works. */
export function trialsOr(usual: number): number {
  const asked = Number(process.env['PATCHBAY_FIGURE_TRIALS']);
  return Number.isInteger(asked) && asked > 0 ? asked : usual;
}
