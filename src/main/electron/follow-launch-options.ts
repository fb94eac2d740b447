import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import { writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

import type { Host } from '../host/host.ts';
import type { LaunchOptions } from './launch-options.ts';
import { isAllReady, isSettled, stateLine } from './state-reporter.ts';
import { own } from '../../shared/util/own.ts';

/** Time for the window to show the last change before its picture is taken. */
const lastPaintMs = 700;

/** Does what the command line asked: report states, take a picture, end when ready. */
export async function followLaunchOptions(
  host: Host,
  window: BrowserWindow,
  options: LaunchOptions,
): Promise<void> {
  const { ending } = host;
  if (options.reportStates) void reportStates(host, ending);
  if (options.screenshotFile === undefined && !options.exitWhenReady) return;
  await settled(host, ending);
  if (ending.aborted) return;
  if (options.screenshotFile !== undefined) {
    await delay(lastPaintMs);
    const picture = await window.webContents.capturePage();
    await writeFile(options.screenshotFile, picture.toPNG());
    process.stdout.write(`picture: ${options.screenshotFile}\n`);
  }
  if (options.exitWhenReady) {
    process.exitCode = isAllReady(host.snapshot()) ? 0 : 1;
    app.quit();
  }
}

async function reportStates(host: Host, signal: AbortSignal): Promise<void> {
  const changes = host.events.subscribe(signal);
  const tell = (name: string) => {
    const { states, catalogs } = host.snapshot();
    const state = own(states, name);
    if (state) process.stdout.write(`${stateLine(name, state, own(catalogs, name)?.tools ?? 0)}\n`);
  };
  host.snapshot().servers.forEach(({ name }) => tell(name));
  for await (const { events } of changes) {
    for (const event of events) if (event.kind === 'connection-changed') tell(event.name);
  }
}

async function settled(host: Host, signal: AbortSignal): Promise<void> {
  const changes = host.events.subscribe(signal);
  await host.started;
  if (isSettled(host.snapshot())) return;
  for await (const _batch of changes) if (isSettled(host.snapshot())) return;
}
