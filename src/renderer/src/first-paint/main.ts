import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/shell.css';
import '../ui/list.css';

import type { Snapshot } from '../../../shared/domain/events.ts';
import { en } from '../../../shared/i18n/en.ts';
import { resolveLanguage } from '../../../shared/i18n/phrase.ts';
import { zhCn } from '../../../shared/i18n/zh-cn.ts';
import { createHandover } from './handover.ts';
import type { Handover } from './handover.ts';
import { readInitialState } from './initial-state.ts';
import { listenEarly } from './listen.ts';
import { paintRows, speakerOf } from './rows.ts';
import { buildShell } from './shell.ts';
import { applyTheme } from './theme.ts';

const initial = readInitialState(document);
const handover = createHandover();
const root = document.getElementById('root');
if (root !== null) {
  const stopListening = paint(root, initial, handover);
  afterNextFrame(() => {
    void import('../app/start.tsx').then(({ start }) =>
      start({ root, initial, handover, takeOver: stopListening }),
    );
  });
}

function paint(into: HTMLElement, snapshot: Snapshot | null, handed: Handover): () => void {
  const language = resolveLanguage(snapshot?.settings.language ?? 'system', navigator.languages);
  document.documentElement.lang = language;
  applyTheme(document.documentElement, snapshot?.settings.theme ?? 'system');
  const speak = speakerOf(language === 'en' ? en : zhCn, language);
  const parts = buildShell(snapshot, speak, window.innerWidth);
  const { rows } = parts;
  const fill = () => {
    if (rows === null || snapshot === null) return;
    const { search, selected } = handed;
    paintRows(rows, snapshot, {
      search,
      selected,
      speak,
      limitPx: window.innerHeight * 2,
      nowMs: Date.now(),
    });
  };
  fill();
  into.replaceChildren(parts.app);
  if (snapshot !== null) performance.mark('patchbay:list-shown');
  const stop = listenEarly(parts, handed, fill);
  if (snapshot !== null) performance.mark('patchbay:interactive');
  return stop;
}

// A hidden window draws no frames; it must come alive all the same.
function afterNextFrame(run: () => void): void {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    run();
  };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, 100);
}
