import { isSearchName } from './search-names.ts';

/** Whether a person may give a tool this name: it obeys the rules of public names, and is free for all. */
export const isToolName = (name: string): boolean =>
  /^[A-Za-z0-9_-]{1,49}$/.test(name) && !isSearchName(name);
