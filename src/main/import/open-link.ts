import { z } from 'zod';

import type { Notice } from '../../shared/domain/events.ts';
import { readInstallLink } from '../registry/paste/install-link.ts';

const installLink = /^patchbay:\/\/v1\/install\?/;

/** What `patchbay://v1/install?` may carry: one server as JSON or base64, and a name for it. */
const installLinkSchema = z.strictObject({
  name: z.string().min(1).max(200).optional(),
  config: z.string().min(2).max(65_536),
});

/**
 * What a link that is no answer to a sign-in asks for: a notice with which the window opens the form,
 * filled in. Nothing is saved, contacted or started by it. Links of other kinds ask for nothing.
 */
export function noticeOfLink(url: string, at: number): Notice | undefined {
  if (!/^patchbay:\/\//.test(url)) return undefined;
  const isUsable = installLink.test(url) && isInstallLink(url);
  const code = isUsable ? 'INSTALL_LINK' : 'LINK_REFUSED';
  return { id: code, code, params: isUsable ? { link: url } : {}, at };
}

function isInstallLink(url: string): boolean {
  const params = [...new URLSearchParams(url.slice(url.indexOf('?') + 1))];
  const isEachOnce = new Set(params.map(([name]) => name)).size === params.length;
  if (!isEachOnce || !installLinkSchema.safeParse(Object.fromEntries(params)).success) return false;
  return readInstallLink(url, { hints: new Map() }).servers.length === 1;
}
