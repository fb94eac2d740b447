import { completeAddress } from './finish-address.ts';
import { finishServer } from './finish-server.ts';
import { typeOfUrl } from './entry-transport.ts';
import type { Problem } from '../../shared/domain/server.ts';
import { pasteError, pasteWarning } from './problem.ts';
import type { PasteContext, RawServer, RawTransport } from './raw-server.ts';
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
  if (path !== undefined)
    return /^localhost$/i.test(host) || commonEndings.test(host) || isEndpoint(host, path);
  return /^localhost$/i.test(host) || (commonEndings.test(host) && !fileEndings.test(host));
}

/** `mcp.acme.example/mcp`: no folder of a program is called like that. */
const isEndpoint = (host: string, path: string): boolean =>
  host.split('.').length > 2 && /\/(?:mcp|sse)\/?(?:[?#]|$)/i.test(path);

/**
 * Reads an address; `https://` is suggested where the scheme is missing. A page about a project is
 * no server: of a package's page its name is used, any other is said to be one.
 */
export function readUrl(text: string, context: PasteContext): PartReading {
  const page = projectPage(completeAddress(text));
  if (page?.kind === 'page') return { servers: [], problems: [webPage(page.what)] };
  const title = titleOfUrl(completeAddress(text));
  const raw: RawServer =
    page === undefined
      ? {
          title,
          transport: { type: typeOfUrl(text), url: text, headers: new Map<string, string>() },
          problems: [],
        }
      : { transport: page.transport, problems: [ofPackagePage(page.transport.command)] };
  const finished = finishServer(raw, context);
  return finished.kind === 'server'
    ? { servers: [finished.server], problems: [] }
    : { servers: [], problems: [...finished.problems] };
}

type ProjectPage =
  | { readonly kind: 'page'; readonly what: string }
  | { readonly kind: 'package'; readonly transport: Extract<RawTransport, { type: 'stdio' }> };

const forges = /^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com)$/i;
const catalogs =
  /^(?:www\.)?(?:smithery\.ai|glama\.ai|mcp\.so|pulsemcp\.com|mcpservers\.org|hub\.docker\.com|mcpmarket\.com|lobehub\.com|cursor\.directory|crates\.io|pkg\.go\.dev)$/i;

function projectPage(address: string): ProjectPage | undefined {
  const [, host = '', path = ''] = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(address) ?? [];
  const npm = /^(?:www\.)?npmjs\.com$/i.test(host)
    ? /^\/package\/((?:@[\w.-]+\/)?[\w.-]+)/.exec(path)
    : null;
  if (npm?.[1] !== undefined) return packagePage('npx', ['-y', npm[1]]);
  const python = /^pypi\.org$/i.test(host) ? /^\/project\/([\w.-]+)/.exec(path) : null;
  if (python?.[1] !== undefined) return packagePage('uvx', [python[1]]);
  if (forges.test(host) && /^\/[\w.-]+\/[\w.-]+/.test(path)) return { kind: 'page', what: host };
  return catalogs.test(host) ? { kind: 'page', what: host } : undefined;
}

const packagePage = (command: string, args: readonly string[]): ProjectPage => ({
  kind: 'package',
  transport: { type: 'stdio', command, args, env: new Map() },
});

const webPage = (host: string): Problem =>
  pasteError(
    'WEB_PAGE',
    'transport.url',
    `This is a page of ${host} about a project, not the address of a server. Look there for the server’s own command, address or configuration and paste that.`,
  );

const ofPackagePage = (command: string): Problem =>
  pasteWarning(
    'LAUNCHER_ADDED',
    'transport.command',
    `This is the page of a package; it is started with ${command}.`,
  );
