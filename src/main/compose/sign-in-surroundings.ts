import type { Language } from '../../shared/i18n/phrase.ts';
import type { KnownService } from '../oauth/known-services.ts';
import type { BrowserOpener } from '../oauth/oauth-ports.ts';

/** What signing in needs from whoever runs the host. */
export interface SignInSurroundings {
  readonly browser: BrowserOpener;
  /** Whether the system brings our links back to this app. */
  readonly hasDeepLinks: () => boolean;
  /** Brings the window to the front, where a browser cannot: a page on loopback has come back. */
  readonly comeForward?: () => void;
  /** The language of the page a browser shows when it comes back. */
  readonly language: () => Language;
  /** What is known of sign-in services; the table of this app if absent. */
  readonly knownServices?: readonly KnownService[];
}
