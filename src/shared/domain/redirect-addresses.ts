import type { RedirectWay } from './sign-in-settings.ts';

/**
 * The redirect address of each way, as it is registered by hand. The port of a loopback address is
 * free (RFC 8252 section 7.3).
 */
export const redirectAddresses: Readonly<Record<RedirectWay, string>> = {
  'deep-link': 'app.patchbay://oauth/callback',
  loopback: 'http://127.0.0.1/callback',
  localhost: 'http://localhost/callback',
};
