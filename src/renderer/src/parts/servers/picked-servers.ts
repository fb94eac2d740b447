/** Several servers that are picked together, by name. */
export interface PickedServers {
  /** Two or more; none while only one server is selected. */
  readonly names: readonly string[];
  /** Where the keys are, when they were moved away from the selected server. */
  readonly cursor: string | null;
  /** From where a range is counted; the selected server when nothing else was said. */
  readonly anchor: string | null;
}

/** The selected server and those picked with it. */
export interface Pick {
  readonly selected: string | null;
  readonly picked: PickedServers;
}

/** Nothing is picked beside the one server that is selected. */
export const onlySelected: PickedServers = { names: [], cursor: null, anchor: null };

/** Whether a server is selected, alone or with others. */
export function isPicked({ selected, picked }: Pick, name: string): boolean {
  return picked.names.length > 0 ? picked.names.includes(name) : name === selected;
}

/** The servers that a key of the list is about: those picked together, else the selected one. */
export function chosenNames({ selected, picked }: Pick): readonly string[] {
  if (picked.names.length > 0) return picked.names;
  return selected === null ? [] : [selected];
}

/** The server the keys are at. */
export function cursorOf({ selected, picked }: Pick): string | null {
  return picked.cursor ?? selected;
}

/** Moves the keys to a server and picks nothing by it. */
export function withCursor(pick: Pick, name: string): Pick {
  return { ...pick, picked: { ...pick.picked, cursor: name } };
}

/** Puts a server among those picked, or takes it out; the last one stays. */
export function withToggled(pick: Pick, name: string): Pick {
  const { selected } = pick;
  const before = chosenNames(pick);
  const isIn = before.includes(name);
  const names = isIn ? before.filter((one) => one !== name) : [...before, name];
  const [first] = names;
  if (first === undefined) return withCursor(pick, name);
  const picked = { names: names.length > 1 ? names : [], cursor: name, anchor: name };
  // What is shown when only one is left is that one.
  if (names.length === 1) return { selected: first, picked };
  return { selected: isIn ? selected : name, picked };
}

/** Picks everything from the anchor to a server, as `order` has them. */
export function withRangeTo(pick: Pick, order: readonly string[], name: string): Pick {
  const anchor = pick.picked.anchor ?? pick.selected ?? name;
  const from = order.indexOf(anchor);
  const to = order.indexOf(name);
  if (to === -1) return pick;
  if (from === -1 || from === to) {
    return { selected: name, picked: { names: [], cursor: null, anchor: name } };
  }
  const names = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { selected: name, picked: { names, cursor: null, anchor } };
}

/** Picks all of them; the keys stay where they are. */
export function withAll(pick: Pick, order: readonly string[]): Pick {
  const [first] = order;
  if (first === undefined) return pick;
  const { selected } = pick;
  const isThere = selected !== null && order.includes(selected);
  const names = order.length > 1 ? order : [];
  const picked = { names, cursor: cursorOf(pick), anchor: pick.picked.anchor };
  return { selected: isThere ? selected : first, picked };
}
