import type { HealthLevel } from '../../shared/domain/health.ts';

/** What a tray icon is drawn for: a light or dark panel, or macOS, which colours it itself. */
export type TrayLook = 'on-light' | 'on-dark' | 'template';

/** One drawing of an icon; `scaleFactor` is what the screen's must be for it to fit exactly. */
export interface TrayDrawing {
  readonly sizePx: number;
  readonly scaleFactor: number;
}

/** The drawings beside a line of the tray's menu, whose lines are about 16 points high everywhere. */
export const menuDrawings: readonly TrayDrawing[] = [
  { sizePx: 16, scaleFactor: 1 },
  { sizePx: 24, scaleFactor: 1.5 },
  { sizePx: 32, scaleFactor: 2 },
  { sizePx: 48, scaleFactor: 3 },
];

const drawings = {
  // Panels of Linux desktops are 22 or 24 high and shrink the largest drawing, here by half.
  linux: [
    { sizePx: 22, scaleFactor: 1 },
    { sizePx: 24, scaleFactor: 24 / 22 },
    { sizePx: 44, scaleFactor: 2 },
  ],
  darwin: [
    { sizePx: 16, scaleFactor: 1 },
    { sizePx: 32, scaleFactor: 2 },
  ],
  win32: menuDrawings,
} as const satisfies Record<string, readonly TrayDrawing[]>;

/** Sizes every icon is drawn in, pixels. */
export const traySizesPx: readonly number[] = [
  ...new Set(
    Object.values(drawings)
      .flat()
      .map(({ sizePx }) => sizePx),
  ),
].sort((a, b) => a - b);

/** The drawings an icon is made of on a platform, as `process.platform` names it. */
export function trayDrawingsFor(platform: string): readonly TrayDrawing[] {
  if (platform === 'darwin' || platform === 'win32') return drawings[platform];
  return drawings.linux;
}

/**
 * The size of the tray's icon on Windows, which takes one picture only and stretches it, and the
 * drawing it is made from: the smallest that is no smaller.
 */
export function windowsTrayIcon(scaleFactor: number): {
  readonly sizePx: number;
  readonly drawnPx: number;
} {
  const sizePx = Math.max(16, Math.round(16 * scaleFactor));
  const sizes = drawings.win32.map((one) => one.sizePx);
  return { sizePx, drawnPx: sizes.find((size) => size >= sizePx) ?? 48 };
}

/** Name of the file one drawing lies in, below `resources/tray`. */
export function trayIconFile(level: HealthLevel, look: TrayLook, sizePx: number): string {
  return `${level}-${look}-${sizePx}.png`;
}

/** What the desktop says about how it looks. */
export interface PanelFacts {
  /** As `process.platform` names it. */
  readonly platform: string;
  /** XDG_CURRENT_DESKTOP, on Linux. */
  readonly desktop: string;
  /** Whether windows are dark. */
  readonly isDark: boolean;
  /** Whether the panel is dark, where the system tells that apart. */
  readonly isPanelDark: boolean | undefined;
}

// Their panel is dark, whatever windows look like.
const darkPanels = /\b(GNOME|Unity|Cinnamon)\b/i;

/** The look that stands out on the panel. */
export function trayLookFor({ platform, desktop, isDark, isPanelDark }: PanelFacts): TrayLook {
  if (platform === 'darwin') return 'template';
  const isOnDark = isPanelDark ?? (isDark || (platform === 'linux' && darkPanels.test(desktop)));
  return isOnDark ? 'on-dark' : 'on-light';
}
