import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** The file that a reference server is started from. */
export function referenceFile(name: 'everything' | 'filesystem' | 'memory'): string {
  return require.resolve(`@modelcontextprotocol/server-${name}/dist/index.js`);
}

/** A server written for tests, from `test/fixtures/servers`. */
export function fixtureFile(...names: readonly string[]): string {
  return join(import.meta.dirname, '../../fixtures/servers', ...names);
}

/** A server that does something odd, from `test/fixtures/quirk-servers`. */
export function quirkFile(name: string): string {
  return join(import.meta.dirname, '../../fixtures/quirk-servers', `${name}.mjs`);
}

/** Processes whose command line holds `text`. */
export async function commandsWith(text: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(text)) found.push(Number(entry));
  }
  return found;
}

/** Files below `folder` that hold `text` in one of its {@link encodedForms}. */
export async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const needles = encodedForms(text);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  }
  return found;
}

/** Plain, hexadecimal, percent-encoded, two bytes a character, and base64 of any alignment. */
export function encodedForms(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  return [
    bytes,
    Buffer.from(bytes.toString('hex')),
    Buffer.from(encodeURIComponent(text).replaceAll('-', '%2D')),
    Buffer.from(text, 'utf16le'),
    ...[0, 1, 2].map((shift) => Buffer.from(base64Core(bytes, shift))),
  ];
}

/** What base64 of any bytes around these must contain, for one of three alignments. */
function base64Core(bytes: Buffer, shift: number): string {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString('base64');
  return whole.slice(shift === 0 ? 0 : 4);
}
