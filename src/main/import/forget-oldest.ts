/** Keeps the newest `limit` entries of a map, by when their keys were put in. */
export function forgetOldest<T>(map: Map<string, T>, limit: number): void {
  for (const id of map.keys()) {
    if (map.size <= limit) return;
    map.delete(id);
  }
}
