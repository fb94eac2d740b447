import { completeAddress } from './finish-address.ts';
import { finishServer } from './finish-server.ts';
import { typeOfUrl } from './entry-transport.ts';
import type { PasteContext } from './raw-server.ts';
import type { PartReading } from './read-config.ts';
import { titleOfUrl } from './titles.ts';

const hostAndPath =
  /^(?:\/\/)?(?:[^\s/@]*@)?(localhost|\[[0-9a-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}|(?:[a-z0-9{}_-]+\.)+[a-z0-9-]{2,})(:\d{1,5})?([/?#]\S*)?$/i;
const commonEndings =
  /\.(?:com|org|net|io|dev|app|ai|co|sh|so|cloud|run|tools|tech|xyz|me|eu|de|uk|cn|fr|jp|in|us|ca|ch|gov|edu|local|internal|\d{1,3})$/i;
const fileEndings = /\.(?:m?js|cjs|ts|py|sh|exe|cmd|bat|jar|json|toml|ya?ml|rb|php|dll)$/i;

/** Whether the whole of `text` is one address, with or without its scheme. */
export function isAddressText(text: string): boolean {
  if (/\n/.test(text) || text.length > 8_192) return false;
  if (/^(?:https?|wss?):\/\//i.test(text)) return true;
  if (/\s/.test(text)) return false;
  const [, host = '', port, path] = hostAndPath.exec(text) ?? [];
  if (host === '') return false;
  if (port !== undefined) return true;
  if (path !== undefined) return /^localhost$/i.test(host) || commonEndings.test(host);
  return /^localhost$/i.test(host) || (commonEndings.test(host) && !fileEndings.test(host));
}

/** Reads an address; `https://` is suggested where the scheme is missing. */
export function readUrl(text: string, context: PasteContext): PartReading {
  const transport = { type: typeOfUrl(text), url: text, headers: new Map<string, string>() };
  const title = titleOfUrl(completeAddress(text));
  const finished = finishServer({ title, transport, problems: [] }, context);
  return finished.kind === 'server'
    ? { servers: [finished.server], problems: [] }
    : { servers: [], problems: [...finished.problems] };
}
