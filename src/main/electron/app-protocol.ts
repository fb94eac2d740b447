import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { own } from '../../shared/util/own.ts';

/** Scheme and host the window's own files are served from; no other origin is ever loaded. */
export const appOrigin = 'app://patchbay';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

// SECURITY: nothing but our own files; inline styles are what Mantine needs at run time.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'media-src data:',
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const initialStateSlot = '<!--initial-state-->';

/** Declares the scheme; must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * Serves the renderer's files from `folder`. The page itself carries the host's state at that
 * moment, so that the first list can be shown without asking for it.
 */
export function serveApp(folder: string, initialState: () => Promise<string>): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'patchbay') return new Response(null, { status: 404 });
    const path = fileFor(folder, decodeURIComponent(url.pathname));
    if (path === undefined) return new Response(null, { status: 404 });
    try {
      const body = await readFile(path);
      const type = own(contentTypes, extname(path)) ?? 'application/octet-stream';
      return path.endsWith('.html')
        ? answer(withInitialState(body.toString('utf8'), await initialState()), type)
        : answer(body, type);
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

function answer(body: string | Buffer, type: string): Response {
  return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  });
}

/** The file a path of the page stands for, or undefined when it would leave the folder. */
export function fileFor(folder: string, pathname: string): string | undefined {
  const wanted = normalize(join(folder, pathname === '/' ? 'index.html' : pathname));
  return wanted.startsWith(normalize(folder) + sep) ? wanted : undefined;
}

/** Puts JSON into the page's slot so that no text in it can end the script element. */
export function withInitialState(html: string, json: string): string {
  const harmless = json
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return html.replace(
    initialStateSlot,
    () => `<script type="application/json" id="initial-state">${harmless}</script>`,
  );
}
