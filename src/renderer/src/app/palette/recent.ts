const key = 'patchbay:palette-recent';
const kept = 8;

type Place = Pick<Storage, 'getItem' | 'setItem'>;

/** Ids of what was chosen in the palette, the latest first; none when nothing is known. */
export function recentChoices(storage: Place): readonly string[] {
  try {
    const found: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    if (!Array.isArray(found)) return [];
    return found.filter((one) => typeof one === 'string').slice(0, kept);
  } catch {
    return [];
  }
}

/** Remembers that something was chosen. */
export function rememberChoice(storage: Place, id: string): void {
  const others = recentChoices(storage).filter((one) => one !== id);
  storage.setItem(key, JSON.stringify([id, ...others].slice(0, kept)));
}
