/** Names of the tools that stand for all others where an app searches; no other tool gets one. */
export const searchNames = [
  'find_tools',
  'call_read_tool',
  'call_write_tool',
  'call_destructive_tool',
] as const;

/** Whether a name is one of {@link searchNames}. */
export const isSearchName = (name: string): boolean => searchNames.some((taken) => taken === name);
