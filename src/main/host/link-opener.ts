import type { SignIns } from '../sign-in/sign-ins-port.ts';
import type { NoticeBoard } from './notice-board.ts';

// Both schemes are ours; only the first is ever given to an authorization server.
const callbackLink = /^(?:app\.)?patchbay:\/\/oauth\/callback(?:[/?#]|$)/;

/** Takes a link the system handed over; data from a stranger, so it changes nothing by itself. */
export function createLinkOpener(deps: {
  readonly signIns: Pick<SignIns, 'finish'>;
  readonly notices: Pick<NoticeBoard, 'add'>;
  /** Epoch ms. */
  readonly now: () => number;
}): (url: string) => Promise<void> {
  const { signIns, notices, now } = deps;
  return async (url) => {
    if (!callbackLink.test(url)) {
      const { noticeOfLink } = await import('../import/open-link.ts');
      const notice = noticeOfLink(url, now());
      if (notice !== undefined) notices.add(notice);
      return;
    }
    const finished = await signIns.finish(url.replace(/^patchbay:/, 'app.patchbay:'), 'deep-link');
    if (finished.ok) return;
    const { reason } = finished.error;
    const code = 'SIGN_IN_ANSWER_REFUSED';
    notices.add({ id: code, code, params: { reason }, at: now() });
  };
}
