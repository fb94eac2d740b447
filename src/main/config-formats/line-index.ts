/** Where lines begin in a text, to turn an offset into a line number. */
export interface LineIndex {
  /** The line, counted from 1, that holds `offset`. */
  lineAt(offset: number): number;
  /** The place of `offset` in its line, counted from 1. */
  columnAt(offset: number): number;
}

/** An index over the lines of `text`; built in one pass, looked up by bisection. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  return {
    lineAt,
    columnAt: (offset) => offset - (starts[lineAt(offset) - 1] ?? 0) + 1,
  };
}
