import { z } from 'zod';

import type { Notice } from '../../shared/domain/events.ts';
import { readInstallLink } from '../config-formats/install-link.ts';
import { isOwnLink, maxLinkBytes, plainLink, tooLongLink } from './link-limits.ts';

const installLink = /^patchbay:\/\/v1\/install\?/;

/** What `patchbay://v1/install?` may carry: one server as JSON or base64, and a name for it. */
const installLinkSchema = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  config: z.string().min(2).max(maxLinkBytes),
});

/**
 * What a link that is no answer to a sign-in asks for: a notice with which the window opens the form,
 * filled in, or one that says why the link is of no use: too long, holding line breaks or other control
 * characters, or no server. Nothing is saved, contacted or started by it. What is no link of ours asks
 * for nothing.
 */
export function noticeOfLink(given: string, at: number): Notice | undefined {
  if (!isOwnLink(given)) return undefined;
  const url = plainLink(given);
  if (url === tooLongLink) return refusal('LINK_TOO_LONG', at);
  if (hasControl.test(url)) return refusal('LINK_UNREADABLE', at);
  const isUsable = installLink.test(url) && isInstallLink(url);
  if (!isUsable) return refusal('LINK_REFUSED', at);
  return { id: 'INSTALL_LINK', code: 'INSTALL_LINK', params: { link: url }, at };
}

// A link that a browser hands on has none: it was broken on the way, or made to look like another.
const hasControl = /[\p{Cc}\p{Zl}\p{Zp}]/u;

function refusal(code: Notice['code'], at: number): Notice {
  return { id: code, code, params: {}, at };
}

function isInstallLink(url: string): boolean {
  const params = [...new URLSearchParams(url.slice(url.indexOf('?') + 1))];
  const isEachOnce = new Set(params.map(([name]) => name)).size === params.length;
  if (!isEachOnce || !installLinkSchema.safeParse(Object.fromEntries(params)).success) return false;
  return readInstallLink(url, { hints: new Map() }).servers.length === 1;
}
