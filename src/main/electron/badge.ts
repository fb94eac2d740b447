/** What a badge is shown with. */
interface BadgeDeps<Picture> {
  readonly platform: NodeJS.Platform;
  /** Pass Electron's `app`: a number on the icon, on macOS and where a Linux desktop has one. */
  readonly app: { setBadgeCount(count: number): unknown };
  /** Pass the window: Windows knows only a picture over its icon in the taskbar. */
  readonly window: {
    isDestroyed(): boolean;
    setOverlayIcon(picture: Picture | null, description: string): void;
  };
}

/** How many servers need a hand, with a picture and a sentence for Windows, made when needed. */
interface Badge<Picture> {
  readonly count: number;
  readonly picture: () => Picture;
  readonly sentence: () => string;
}

/** Shows how many servers need a hand at the app's icon; the same number is shown once. */
export function createBadge<Picture>(deps: BadgeDeps<Picture>): (badge: Badge<Picture>) => void {
  let shown = 0;
  return ({ count, picture, sentence }) => {
    if (count === shown) return;
    shown = count;
    if (deps.platform !== 'win32') deps.app.setBadgeCount(count);
    else if (!deps.window.isDestroyed())
      deps.window.setOverlayIcon(count === 0 ? null : picture(), count === 0 ? '' : sentence());
  };
}
