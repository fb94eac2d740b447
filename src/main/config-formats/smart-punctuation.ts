/** Whether `text` has the curly quotes that word processors make of straight ones. */
export const hasSmartPunctuation = (text: string): boolean => /[“”„‟‘’‚‛]/.test(text);

/** `text` with curly quotes made straight; every character keeps its place. */
export const straightenQuotes = (text: string): string =>
  text.replace(/[“”„‟]/g, '"').replace(/[‘’‚‛]/g, "'");
