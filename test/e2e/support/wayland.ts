import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

import { waitFor } from '../../support/processes.ts';

const run = promisify(execFile);
const tools = ['Xvfb', 'weston', 'xdotool'] as const;

/** A Wayland desktop that a hand on a mouse and a keyboard reaches. */
export interface WaylandDesktop extends AsyncDisposable {
  /** What programs find it by; it has no X display for them. */
  readonly env: Readonly<Record<string, string>>;
  /** Presses the first button of the mouse at a place of the screen, in pixels. */
  click(x: number, y: number): Promise<void>;
  type(text: string): Promise<void>;
  /** The size of the screen, which the one program on it fills, in pixels. */
  readonly size: { readonly width: number; readonly height: number };
}

/** Why there can be no such desktop here; undefined when there can. */
export async function whyNoWayland(): Promise<string | undefined> {
  for (const tool of tools) {
    const isThere = await run('which', [tool]).then(
      () => true,
      () => false,
    );
    if (!isThere) return `${tool} is not installed`;
  }
  return undefined;
}

/**
 * Weston with one program on the whole screen, drawn into a virtual display whose mouse and keyboard
 * are moved as a person moves theirs.
 */
export async function startWaylandDesktop(): Promise<WaylandDesktop> {
  const size = { width: 1280, height: 800 };
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-wayland-'));
  const screen = `${String(size.width)}x${String(size.height)}x24`;
  const display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const outside = { ...process.env, XDG_RUNTIME_DIR: folder, DISPLAY: await numberOf(display) };
  const weston = spawn('weston', westonArguments(size), { env: outside, stdio: 'ignore' });
  await waitFor('weston', async () => (await readdir(folder)).includes('wayland-patchbay'));
  const hand = (...args: string[]) => run('xdotool', args, { env: outside });
  return {
    env: { DISPLAY: '', WAYLAND_DISPLAY: join(folder, 'wayland-patchbay') },
    size,
    async click(x, y) {
      await hand('mousemove', '--sync', String(Math.round(x)), String(Math.round(y)));
      await hand('click', '1');
    },
    type: async (text) => void (await hand('type', '--delay', '30', text)),
    async [Symbol.asyncDispose]() {
      for (const child of [weston, display]) await end(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function westonArguments({ width, height }: WaylandDesktop['size']): string[] {
  return [
    '--backend=x11-backend.so',
    '--use-pixman',
    '--shell=kiosk-shell.so',
    '--no-config',
    '--idle-time=0',
    '--socket=wayland-patchbay',
    `--width=${String(width)}`,
    `--height=${String(height)}`,
  ];
}

/** Xvfb writes the number of its display once it is ready. */
async function numberOf(display: ChildProcess): Promise<string> {
  const [text] = (await once(display.stdio[3] as Readable, 'data')) as [Buffer];
  return `:${text.toString().trim()}`;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
