import '../ui/mantine-base.css';
import '../ui/detail.css';
import '../ui/forms.css';
import '../ui/pages.css';
import '../parts/sign-in/sign-in.css';

import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

import type { HostEvent, Snapshot } from '../../../shared/domain/events.ts';
import { healthIn } from '../../../shared/domain/snapshot-health.ts';
import type { Language } from '../../../shared/i18n/phrase.ts';
import type { Handover } from '../first-paint/handover.ts';
import { connectToMain } from '../host/client.ts';
import { addSampleServer, runServerAction } from '../host/commands.ts';
import { createHost } from '../host/host.ts';
import { createUiStore, openAdd, openImport, showServer } from '../host/ui-store.ts';
import {
  keepLastPlace,
  keepPlace,
  lastPage,
  lastServer,
  rememberedPlace,
} from '../host/window-place.ts';
import { tellPlace } from '../host/tell-place.ts';
import type { WindowParts } from '../host/window-context.tsx';
import { createI18n } from '../i18n/create-i18n.ts';
import type { WindowWords } from '../i18n/create-i18n.ts';
import { preloadAll } from '../ui/preloaded.tsx';
import { App } from './app.tsx';
import { beginSomewhere } from './begin-somewhere.ts';
import { followCommand } from './follow-commands.ts';
import { keepFocus } from './focus-keeper.ts';

// Long enough for the window to be shown and used before more code is read.
const preloadAfterMs = 1_200;

/** What the first paint leaves behind. */
export interface Start {
  readonly root: HTMLElement;
  readonly initial: Snapshot | null;
  readonly handover: Handover;
  /** Ends the first paint's listening and completes `handover`. */
  readonly takeOver: () => void;
  /** What the window speaks at first, and the words of it. */
  readonly language: Language;
  readonly words: WindowWords;
}

/** Replaces the first paint by the whole window in one step and does what was asked meanwhile. */
export function start({ root, initial, handover, takeOver, language, words }: Start): void {
  const end = new AbortController();
  window.addEventListener('pagehide', () => end.abort());
  const host = createHost(connectToMain(), initial, end.signal);
  const i18n = createI18n(language, words);
  takeOver();
  const place = rememberedPlace(sessionStorage) ?? lastPage(localStorage);
  const ui = createUiStore(handover, isUntouched(handover) ? place : null);
  keepPlace(ui, sessionStorage);
  keepLastPlace(ui, localStorage);
  beginSomewhere(ui, initial, lastServer(localStorage));
  const parts: WindowParts = { host, ui };
  const tree = createRoot(root);
  // In one piece: no key or click can fall between the first paint and this one.
  flushSync(() => tree.render(<App parts={parts} i18n={i18n} handover={handover} />));
  performance.mark('patchbay:window-shown');
  replay(parts, handover);
  host.onEvents((events) => events.forEach((event) => followWish(parts, event)));
  keepFocus(root.querySelector<HTMLElement>('.pb-app') ?? root, end.signal);
  tellPlace(ui, host.client);
  afterPaint(() => void host.client.app.painted({}).catch(() => undefined));
  setTimeout(() => void preloadAll(), preloadAfterMs);
}

/** Whoever has already done something goes on with that. */
function isUntouched({ page, selected, search, actions }: Handover): boolean {
  return page === 'servers' && selected === null && search === '' && actions.length === 0;
}

function replay(parts: WindowParts, handover: Handover): void {
  for (const action of handover.actions) {
    switch (action.kind) {
      case 'add':
        openAdd(parts.ui);
        break;
      case 'import':
        openImport(parts.ui);
        break;
      case 'sample':
        void addSampleServer(parts);
        break;
      case 'resume':
        void parts.host.client.settings.update({ isPaused: false });
        break;
      case 'server-action':
        replayServerAction(parts, action.name);
        break;
      case 'palette':
      case 'keys':
        parts.ui.setState({ overlay: action.kind });
    }
  }
}

function replayServerAction(parts: WindowParts, name: string): void {
  const { snapshot } = parts.host.mirror.getState();
  const server = snapshot?.servers.find((one) => one.name === name);
  if (!snapshot || !server) return;
  const { action } = healthIn(snapshot, server, null);
  if (action !== null) void runServerAction(parts, name, action.kind);
}

function followWish(parts: WindowParts, event: HostEvent): void {
  if (event.kind === 'answer-asked') {
    const { questions = [], approvals = [] } = parts.host.mirror.getState().snapshot ?? {};
    parts.ui.setState({ answering: questions.length + approvals.length > 0 });
  }
  if (event.kind === 'command-requested') void followCommand(parts, event.command).catch(warn);
  if (event.kind !== 'navigation-requested') return;
  showServer(parts.ui, event.name);
  if (event.action !== null) void runServerAction(parts, event.name, event.action);
}

const warn = (error: unknown) => console.warn('a command of the menu failed', error);

function afterPaint(run: () => void): void {
  let done = false;
  const once = () => {
    if (!done) run();
    done = true;
  };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, 200);
}
