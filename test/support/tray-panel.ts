import { plain, variant } from './desktop-services.ts';
import type { DesktopServices } from './desktop-services.ts';
import { waitFor } from './processes.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const properties = 'org.freedesktop.DBus.Properties';
const item = 'org.kde.StatusNotifierItem';
const menuInterface = 'com.canonical.dbusmenu';

/** One line of the menu as the panel would draw it. */
export interface PanelLine {
  readonly id: number;
  readonly label: string;
  /** Whether it is the chosen one of several; false for a line that is no choice. */
  readonly isChosen: boolean;
  /** PNG; undefined when the line has no picture. */
  readonly icon: Buffer | undefined;
}

/** What the panel shows of the app. */
export interface PanelIcon {
  readonly tooltip: string;
  readonly widthPx: number;
  /** Pixels as D-Bus has them: four bytes each, alpha, red, green, blue. */
  readonly argb: Buffer;
}

/** The part of a desktop panel that shows tray icons. */
export interface TrayPanel {
  /** How many icons there are. */
  count(): number;
  /** The icon; rejects when there is none. */
  icon(): Promise<PanelIcon>;
  /** The menu's lines; separators have no label. */
  menu(): Promise<readonly PanelLine[]>;
  /** Clicks the line whose label fits, once there is one; rejects when none comes. */
  click(label: RegExp): Promise<void>;
  /** Clicks the icon itself. */
  activate(): Promise<void>;
  remove(): Promise<void>;
}

/** Adds a panel to the desktop, with which every app can register its icon, unless it loses them. */
export async function addTrayPanel(
  desktop: DesktopServices,
  options: { readonly losesIcons?: () => boolean } = {},
): Promise<TrayPanel> {
  const registered: string[] = [];
  const facts = () => ({
    IsStatusNotifierHostRegistered: variant('b', true),
    ProtocolVersion: variant('i', 0),
    RegisteredStatusNotifierItems: variant(
      'as',
      registered.map((name) => `${name}/StatusNotifierItem`),
    ),
  });
  await desktop.offer(watcher, ({ path, interface: asked, member, body }) => {
    if (path !== '/StatusNotifierWatcher') return undefined;
    if (asked === properties && member === 'Get') {
      return { signature: 'v', body: [facts()[body[1] as keyof ReturnType<typeof facts>]] };
    }
    if (asked === properties && member === 'GetAll') return { signature: 'a{sv}', body: [facts()] };
    if (member !== 'RegisterStatusNotifierItem') return undefined;
    // As GNOME does with some releases of Electron, whose icon never arrives.
    if (options.losesIcons?.() === true) return { signature: '', body: [] };
    registered.push(String(body[0]));
    return { signature: '', body: [] };
  });
  const owner = () => {
    const destination = registered.at(-1);
    if (destination === undefined) throw new Error('nobody has registered an icon');
    return destination;
  };
  const itemPlace = () => ({ destination: owner(), path: '/StatusNotifierItem' });
  const itemFacts = async () => {
    const [all] = await desktop.call(itemPlace(), [properties, 'GetAll'], 's', [item]);
    return plain(all) as {
      readonly IconPixmap: readonly (readonly [number, number, Buffer])[];
      readonly ToolTip: readonly [string, unknown, string, string];
      readonly Menu: string;
    };
  };
  const menuPlace = async () => ({ destination: owner(), path: (await itemFacts()).Menu });
  const menu = async () => {
    const place = await menuPlace();
    const [, layout] = await desktop.call(place, [menuInterface, 'GetLayout'], 'iias', [0, -1, []]);
    const [, , lines] = plain(layout) as [number, unknown, readonly [number, MenuFacts, unknown][]];
    return lines.map(([id, { label = '', 'icon-data': icon, 'toggle-state': state }]) => ({
      id,
      label,
      icon,
      isChosen: state === 1,
    }));
  };
  return {
    count: () => registered.length,
    async icon() {
      const { IconPixmap, ToolTip } = await itemFacts();
      const [widthPx, , argb] = IconPixmap[0] ?? [0, 0, Buffer.alloc(0)];
      return { tooltip: ToolTip[2], widthPx, argb };
    },
    menu,
    async click(label) {
      // The menu may be made anew between the look and the click; then its lines have other ids.
      await waitFor(`a click on a line that fits ${String(label)}`, async () => {
        const line = (await menu()).find((one) => label.test(one.label));
        if (line === undefined) return false;
        const event = [line.id, 'clicked', variant('s', ''), 0];
        return desktop.call(await menuPlace(), [menuInterface, 'Event'], 'isvu', event).then(
          () => true,
          () => false,
        );
      });
    },
    activate: async () => {
      await desktop.call(itemPlace(), [item, 'Activate'], 'ii', [0, 0]);
    },
    remove: () => desktop.withdraw(watcher),
  };
}

interface MenuFacts {
  readonly label?: string;
  readonly 'icon-data'?: Buffer;
  readonly 'toggle-state'?: number;
}
