import { isOwnLink, tooLongLink } from '../import/link-limits.ts';

/** Chromium's message to the app that runs already, less something for its own words. */
const maxMessageBytes = 30 * 1024;
/** No argument of ours is nearly as long. */
const longArgumentBytes = 1024;

/**
 * What to start again with when a second start could not hand its arguments over: Chromium sends them
 * in one message of 32 KiB, together with the folder, and some releases end the running app over a
 * longer one. Undefined when they fit; else the same arguments (without the program itself), the link
 * replaced by one that says that it was too long, and every other long one left out.
 */
export function argumentsThatFit(
  argv: readonly string[],
  folder: string,
): readonly string[] | undefined {
  const size = (texts: readonly string[]): number =>
    texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  if (size([folder, ...argv]) <= maxMessageBytes) return undefined;
  return argv
    .slice(1)
    .map((argument) => (isOwnLink(argument) ? tooLongLink : argument))
    .filter((argument) => Buffer.byteLength(argument) <= longArgumentBytes)
    .slice(0, 16);
}
