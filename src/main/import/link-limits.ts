/**
 * The longest link that is taken, in bytes. The system hands a link over as an argument, and the app
 * that is started for it passes it on to the one that runs; Chromium's message for that holds 32 KiB
 * with all other arguments, and some releases end the running app over a longer one.
 */
export const maxLinkBytes = 24 * 1024;

/** What is handed over instead of a link that is too long: it says so, and nothing else. */
export const tooLongLink = 'patchbay://v1/too-long';

const anyLink = /^(app\.)?patchbay:/i;

/** Whether a text is a link of ours, in whatever case; it may still be of no use. */
export function isOwnLink(text: string): boolean {
  return anyLink.test(text);
}

/**
 * A link of ours with its scheme as we write it (schemes know no case, RFC 3986 section 3.1), or what
 * stands for one that is too long.
 */
export function plainLink(link: string): string {
  if (new TextEncoder().encode(link).length > maxLinkBytes) return tooLongLink;
  return link.replace(anyLink, (scheme) => scheme.toLowerCase());
}
