import '../ui/fonts.css';
import '../ui/tokens.css';
import '../ui/shell.css';
import '../ui/list.css';

import { en } from '../../../shared/i18n/en.ts';
import { resolveLanguage } from '../../../shared/i18n/phrase.ts';
import { loadSharedWords, loadWords } from '../languages/load-words.ts';
import { createHandover } from './handover.ts';
import { readInitialState } from './initial-state.ts';
import { shortcutsWith } from '../../../shared/domain/shortcuts.ts';
import { listenEarly } from './listen.ts';
import { paintRows, speakerOf } from './rows.ts';
import type { Speak } from './rows.ts';
import { buildShell } from './shell.ts';
import { applyTheme } from './theme.ts';

const initial = readInitialState(document);
const handover = createHandover();
const root = document.getElementById('root');
if (root !== null) void begin(root);

// In English nothing is waited for before the first paint; other words come as a file of their own.
async function begin(into: HTMLElement): Promise<void> {
  const language = resolveLanguage(initial?.settings.language ?? 'system', navigator.languages);
  document.documentElement.lang = language;
  applyTheme(document.documentElement, initial?.settings.theme ?? 'system');
  const texts = language === 'en' ? en : await loadSharedWords(language);
  const takeOver = paint(into, speakerOf(texts, language));
  afterNextFrame(() => {
    void Promise.all([import('../app/start.tsx'), loadWords(language)]).then(([{ start }, words]) =>
      start({ root: into, initial, handover, takeOver, language, words }),
    );
  });
}

function paint(into: HTMLElement, speak: Speak): () => void {
  const parts = buildShell(initial, speak, window.innerWidth);
  const { rows } = parts;
  const fill = () => {
    if (rows === null || initial === null) return;
    const { search, selected } = handover;
    paintRows(rows, initial, {
      search,
      selected,
      speak,
      limitPx: window.innerHeight * 2,
      nowMs: Date.now(),
    });
  };
  fill();
  into.replaceChildren(parts.app);
  if (initial !== null) performance.mark('patchbay:list-shown');
  const stop = listenEarly(parts, handover, fill, shortcutsWith(initial?.settings.shortcuts ?? {}));
  if (initial !== null) performance.mark('patchbay:interactive');
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
