const bytesPerPrimitive = 8;

/** Whether a JSON value is roughly larger than `limitBytes`; stops looking as soon as it knows. */
export function exceedsBytes(value: unknown, limitBytes: number): boolean {
  const nested: object[] = [];
  let bytes = 0;
  // Every answer of every call passes here, so only what is nested is put aside for later.
  const weigh = (item: unknown) => {
    if (typeof item === 'string') bytes += item.length;
    else if (typeof item === 'object' && item !== null) nested.push(item);
    else bytes += bytesPerPrimitive;
  };
  weigh(value);
  for (let current = nested.pop(); current !== undefined; current = nested.pop()) {
    for (const key in current) {
      bytes += key.length + 1;
      // eslint-disable-next-line patchbay/names-are-data -- its own key; a list of pairs is too slow here
      weigh((current as Record<string, unknown>)[key]);
      if (bytes > limitBytes) return true;
    }
  }
  return bytes > limitBytes;
}
