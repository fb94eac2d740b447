const bytesPerPrimitive = 8;

/** Whether a JSON value is roughly larger than `limitBytes`; stops looking as soon as it knows. */
export function exceedsBytes(value: unknown, limitBytes: number): boolean {
  const queue: unknown[] = [value];
  let bytes = 0;
  while (queue.length > 0) {
    const current = queue.pop();
    if (typeof current === 'string') bytes += current.length;
    else if (typeof current !== 'object' || current === null) bytes += bytesPerPrimitive;
    else {
      for (const [key, item] of Object.entries(current)) {
        bytes += key.length + 1;
        queue.push(item);
      }
    }
    if (bytes > limitBytes) return true;
  }
  return false;
}
