import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

import { launchCommand } from './electron-app.ts';
import { createOAuthBrowser } from './oauth-browser.ts';
import type { BrowserStop } from './oauth-browser.ts';
import { listen, readText, stop } from './oauth-server.ts';
import { waitFor } from './processes.ts';

const run = promisify(execFile);

/** What the desktop does with an address that only Patchbay opens. */
export type LinkHandling =
  /** Starts the app once more with it. */
  | 'second-start'
  /** Runs what the registered desktop entry says. */
  | 'desktop-entry'
  /** Nothing: the link goes nowhere. */
  | 'lost';

/** Somebody at a computer: a browser that opens what the app asks for, and a desktop for links. */
export interface Person extends AsyncDisposable {
  /** Makes an app find this browser. */
  readonly env: Readonly<Record<string, string>>;
  /** Every address that a browser was asked to open. */
  readonly asked: readonly string[];
  /** Where each visit ended, in the order it did. */
  readonly stops: readonly BrowserStop[];
  handling: LinkHandling;
  /** Whether a browser can be opened at all. */
  hasBrowser: boolean;
  /** Whether the person does anything in it. */
  isAway: boolean;
  /** Goes through the pages of an address, as the browser would. */
  visit(address: string): Promise<BrowserStop>;
  /** Opens a link of the app the way the desktop would. */
  follow(link: string): Promise<void>;
  /** Waits for the next address a browser is asked to open, after the `count` first ones. */
  askedAfter(count: number): Promise<string>;
  /** Waits for the end of the next visit after the `count` first ones. */
  stopAfter(count: number): Promise<BrowserStop>;
}

/**
 * Sits down at the computer on which the app keeps its data in `home`. The app's `xdg-open` is one
 * that only tells us what it was asked to open.
 */
export async function startPerson(home: string): Promise<Person> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-person-'));
  const asked: string[] = [];
  const stops: BrowserStop[] = [];
  const desk = createServer();
  const address = await listen(desk);
  await installOpener(folder);

  const person: Person = {
    env: {
      PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
      PATCHBAY_TEST_DESK: address,
    },
    asked,
    stops,
    handling: 'second-start',
    hasBrowser: true,
    isAway: false,
    visit: (url) => createOAuthBrowser().visit(url),
    async follow(link) {
      if (person.handling === 'lost') return;
      const [program = '', ...args] =
        person.handling === 'second-start' ? await startWith(link) : await entryCommand(link);
      const env = { ...process.env, ...person.env, PATCHBAY_HOME: home };
      await once(spawn(program, args, { env, stdio: 'ignore' }), 'exit');
    },
    askedAfter: (count) => waitFor('a browser to be opened', () => asked[count]),
    stopAfter: (count) => waitFor('the browser to get somewhere', () => stops[count]),
    async [Symbol.asyncDispose]() {
      await stop(desk);
      await rm(folder, { recursive: true, force: true });
    },
  };

  const browse = async (url: string): Promise<void> => {
    const end = await person.visit(url);
    stops.push(end);
    if (end.url.startsWith('app.patchbay:')) await person.follow(end.url);
  };
  desk.on('request', (request: IncomingMessage, response) => {
    void readText(request).then((url) => {
      response.statusCode = person.hasBrowser ? 200 : 500;
      response.end();
      if (!person.hasBrowser) return;
      asked.push(url);
      if (!person.isAway) void browse(url);
    });
  });
  return person;
}

/** A script first in the PATH, in place of the desktop's own. */
async function installOpener(folder: string): Promise<void> {
  const teller = join(folder, 'tell.mjs');
  await writeFile(
    teller,
    [
      "const answer = await fetch(process.env.PATCHBAY_TEST_DESK, { method: 'POST', body: process.argv[2] });",
      'process.exitCode = answer.ok ? 0 : 4;',
    ].join('\n'),
  );
  const opener = join(folder, 'xdg-open');
  await writeFile(opener, `#!/bin/sh\nexec "${process.execPath}" "${teller}" "$1"\n`);
  await chmod(opener, 0o755);
}

async function startWith(link: string): Promise<readonly string[]> {
  const { executablePath, args } = await launchCommand([link]);
  return [executablePath, ...args];
}

/** The command that the desktop has for our links, as its specification says to read it. */
async function entryCommand(link: string): Promise<readonly string[]> {
  const file = await defaultApp('app.patchbay');
  const text = await readFile(join(applicationsFolder(), file), 'utf8');
  const line = /^Exec=(.*)$/m.exec(text)?.[1] ?? '';
  // First the escapes of any string in the file, then those of a quoted argument.
  const argv = line.replaceAll('\\\\', '\\').match(/"(?:\\.|[^"])*"|\S+/g) ?? [];
  return argv.map((part) =>
    part === '%u' ? link : part.replace(/^"|"$/g, '').replace(/\\(.)/g, '$1').replaceAll('%%', '%'),
  );
}

function applicationsFolder(): string {
  const { XDG_DATA_HOME = '', HOME = '' } = process.env;
  return join(XDG_DATA_HOME || join(HOME, '.local', 'share'), 'applications');
}

/** The desktop entry that opens a scheme; empty when there is none. */
export async function defaultApp(scheme: string): Promise<string> {
  const { stdout } = await run('xdg-mime', ['query', 'default', `x-scheme-handler/${scheme}`]);
  return stdout.trim();
}

/** Waits until the desktop opens our links with the app that keeps its data in `home`. */
export async function untilLinksAreOurs(home: string): Promise<void> {
  await waitFor('the links to be registered', async () => {
    const entry = join(applicationsFolder(), 'patchbay.desktop');
    const text = await readFile(entry, 'utf8').catch(() => '');
    if (!text.includes(`PATCHBAY_HOME=${home}`)) return false;
    const apps = await Promise.all(['patchbay', 'app.patchbay'].map(defaultApp));
    return apps.every((app) => app === 'patchbay.desktop');
  });
}
