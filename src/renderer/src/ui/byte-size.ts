const units = ['B', 'kB', 'MB', 'GB'] as const;

/** A size in its fitting unit, e.g. "3.2 MB"; a thousand bytes are a kB. */
export function byteSize(bytes: number, language: string): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const digits = new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 });
  return `${digits.format(value)} ${units[unit] ?? 'B'}`;
}
