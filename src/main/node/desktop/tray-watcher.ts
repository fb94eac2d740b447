import { setTimeout as delay } from 'node:timers/promises';

import type { DesktopBus } from './desktop-bus.ts';

/** A new icon is registered within this time, or not at all, ms. */
const registeredWithinMs = 3_000;
const lookEveryMs = 100;

const watcher = 'org.kde.StatusNotifierWatcher';

/**
 * Whether the icon of the process `pid` is in this desktop's tray (StatusNotifierItem): something shows
 * icons, and among those registered with it is one of that process. Some releases of Electron register
 * none on some desktops. An icon that has just been made is waited for; where icons cannot be listed,
 * or the bus does not know who this process is either, it is enough that something shows them.
 */
export async function hasTrayIcon(
  desktop: Pick<DesktopBus, 'call' | 'name'>,
  pid: number,
  pause: (ms: number) => Promise<unknown> = delay,
): Promise<boolean> {
  if ((await propertyOf(desktop, 'IsStatusNotifierHostRegistered')) !== true) return false;
  for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
    const items = await propertyOf(desktop, 'RegisteredStatusNotifierItems');
    if (!Array.isArray(items)) return true;
    const owners = await Promise.all(items.map((item) => ownerOf(desktop, String(item))));
    if (owners.includes(pid)) return true;
    if (waitedMs >= registeredWithinMs) return (await ownerOf(desktop, desktop.name)) !== pid;
    await pause(lookEveryMs);
  }
}

async function propertyOf(desktop: Pick<DesktopBus, 'call'>, name: string): Promise<unknown> {
  try {
    const [variant] = await desktop.call({
      destination: watcher,
      path: '/StatusNotifierWatcher',
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [watcher, name],
    });
    return (variant as { readonly value?: unknown } | undefined)?.value;
  } catch {
    // Nobody owns the name, or it has no such property.
    return undefined;
  }
}

/** The process behind an item, which is listed by its name on the bus and mostly a path behind it. */
async function ownerOf(
  desktop: Pick<DesktopBus, 'call'>,
  item: string,
): Promise<number | undefined> {
  const [name = ''] = item.split(/[/@]/);
  try {
    const [pid] = await desktop.call({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'GetConnectionUnixProcessID',
      signature: 's',
      body: [name],
    });
    return typeof pid === 'number' ? pid : undefined;
  } catch {
    // It has left the bus.
    return undefined;
  }
}
