import { app, dialog } from 'electron';
import type { BrowserWindow, MessageBoxOptions } from 'electron';

import { resolveLanguage } from '../../shared/i18n/phrase.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import { sayIn } from '../../shared/i18n/words.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Logger } from '../kernel/logger.ts';
import { createPageRecovery } from './page-recovery.ts';

/** What following a page needs. */
interface FollowedPage {
  readonly window: BrowserWindow;
  readonly logger: Logger;
  readonly language: () => Settings['language'];
}

/**
 * Brings the page back when its process ends, and offers to when it answers nothing. Main goes on
 * meanwhile, and the page carries the host's state in itself, so nothing is lost but what was typed.
 * A page that ends again and again is not loaded for ever: a person is asked.
 */
export function followPage({ window, logger, language }: FollowedPage): void {
  const recovery = createPageRecovery();
  const { webContents } = window;
  const say = (key: Phrase['key']) => {
    const chosen = resolveLanguage(language(), app.getPreferredSystemLanguages());
    return sayIn(chosen, { key });
  };
  // Not in the middle of being told that the process is gone: a load begun then goes down with it.
  const again = () =>
    void setImmediate(() => {
      if (!window.isDestroyed()) webContents.reload();
    });
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (window.isDestroyed()) return;
    logger.error('the page ended', { reason, exitCode });
    const step = recovery.ended(reason, performance.now());
    if (step === 'reload') again();
    if (step === 'ask') void askAgain();
  });
  const askAgain = async () => {
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      message: say('page.ended'),
      detail: say('page.ended.detail'),
      buttons: [say('page.reload'), say('page.leave')],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    recovery.forgive();
    if (response === 0) again();
  };
  // Whoever comes back to an ended page wants to see it.
  window.on('show', () => {
    if (!webContents.isCrashed()) return;
    recovery.forgive();
    again();
  });
  offerWhenHung(window, { logger, say, again: () => (recovery.forgive(), end(window)) });
}

/** Ends a page that answers nothing; that it ended brings it back. */
function end(window: BrowserWindow): void {
  if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
}

function offerWhenHung(
  window: BrowserWindow,
  deps: {
    readonly logger: Logger;
    readonly say: (key: Phrase['key']) => string;
    readonly again: () => void;
  },
): void {
  const { logger, say, again } = deps;
  let asking: AbortController | undefined;
  window.on('responsive', () => asking?.abort());
  window.on('closed', () => asking?.abort());
  window.on('unresponsive', () => {
    if (asking !== undefined) return;
    logger.warn('the page does not answer');
    const ending = new AbortController();
    asking = ending;
    const options: MessageBoxOptions = {
      type: 'warning',
      message: say('page.hangs'),
      detail: say('page.hangs.detail'),
      buttons: [say('page.wait'), say('page.reload')],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
      signal: ending.signal,
    };
    void dialog
      .showMessageBox(window, options)
      .then(({ response }) => {
        if (response === 1 && !ending.signal.aborted) again();
      })
      .catch(() => undefined)
      .finally(() => (asking = undefined));
  });
}
