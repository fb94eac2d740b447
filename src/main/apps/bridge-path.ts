/** Whether a word of a command line is the path of Patchbay's bridge, wherever that lies. */
export const isBridgePath = (word: string): boolean =>
  /(?:^|[\\/])(?:patchbay-bridge(?:\.exe)?|bridge[\\/]bridge\.mjs)$/.test(word);
