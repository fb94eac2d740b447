import { activeProfile } from '../../../shared/domain/active-profile.ts';
import type { Profile } from '../../../shared/domain/profile.ts';
import { shortcutsWith } from '../../../shared/domain/shortcuts.ts';
import type { Snapshot } from '../../../shared/domain/events.ts';
import { overallHealthIn } from '../../../shared/domain/snapshot-health.ts';
import { glyphs } from '../ui/glyphs.ts';
import { keysWord } from '../ui/keys-of.ts';
import { isSidebarCollapsed } from '../parts/servers/sidebar-model.ts';
import { element, glyph, icon } from './dom.ts';
import type { Page } from './handover.ts';
import type { IconName } from '../ui/icon-paths.ts';
import type { Speak } from './rows.ts';

/** Parts of the first paint that somebody can act on. */
export interface ShellParts {
  readonly app: HTMLElement;
  readonly search: HTMLInputElement | null;
  readonly list: HTMLElement | null;
  readonly rows: HTMLElement | null;
}

/** Builds what the window will look like, without anything in the list yet. */
export function buildShell(snapshot: Snapshot | null, speak: Speak, widthPx: number): ShellParts {
  const collapsed = isSidebarCollapsed(snapshot?.settings.sidebarCollapsed ?? false, widthPx);
  const app = element('div', { class: 'pb-app', 'data-collapsed': collapsed ? '' : undefined });
  app.append(sidebar(snapshot, speak, collapsed));
  const content = element('main', { class: 'pb-content' });
  app.append(content);
  if (snapshot === null) return { app, search: null, list: null, rows: null };
  if (snapshot.servers.length === 0) {
    content.append(emptyStart(speak));
    return { app, search: null, list: null, rows: null };
  }
  const parts = listPane(snapshot, speak);
  content.append(
    parts.pane,
    element('div', { class: 'pb-divider' }),
    element('section', { class: 'pb-detail' }),
  );
  return { app, ...parts };
}

const navIcons: Readonly<Record<Page, IconName>> = {
  servers: 'server',
  tools: 'tool',
  activity: 'activity',
  apps: 'plug',
  settings: 'settings',
};

function sidebar(snapshot: Snapshot | null, speak: Speak, collapsed: boolean): HTMLElement {
  const health = overallHealthIn(snapshot);
  const profile = snapshot ? activeProfile(snapshot.profiles) : undefined;
  const { hand } = health.counts;
  const badgeOf = (page: Page) => (page === 'servers' && hand > 0 ? [String(hand)] : []);
  const entry = (page: Page) =>
    element(
      'button',
      {
        class: 'pb-plain pb-nav',
        type: 'button',
        'data-early-page': page,
        'aria-current': page === 'servers' ? 'page' : undefined,
        'aria-label': collapsed
          ? [speak({ key: `nav.${page}` }), ...badgeOf(page)].join(' ')
          : undefined,
      },
      icon(navIcons[page], 17),
      element('span', { class: 'pb-nav-text' }, speak({ key: `nav.${page}` })),
      ...badgeOf(page).map((badge) => element('span', { class: 'pb-badge' }, badge)),
    );
  return element(
    'nav',
    { class: 'pb-sidebar', 'aria-label': speak({ key: 'nav.main' }) },
    profileButton(profile, speak),
    entry('servers'),
    entry('tools'),
    entry('activity'),
    entry('apps'),
    entry('settings'),
    ...(snapshot?.settings.isPaused === true ? [resumeButton(speak)] : []),
    element(
      'div',
      { class: 'pb-foot' },
      glyph(glyphs[health.level], 12),
      element(
        'span',
        { class: 'pb-foot-text', role: 'status' },
        snapshot ? speak(health.sentence) : '',
      ),
      element(
        'button',
        {
          class: 'pb-plain pb-icon-button',
          type: 'button',
          tabindex: '-1',
          'aria-label': speak({ key: collapsed ? 'nav.expand' : 'nav.collapse' }),
        },
        icon(collapsed ? 'expand' : 'collapse', 16),
      ),
    ),
  );
}

function resumeButton(speak: Speak): HTMLElement {
  const label = speak({ key: 'tray.resume' });
  return element(
    'button',
    { class: 'pb-plain pb-nav', type: 'button', 'aria-label': label, 'data-early': 'resume' },
    icon('plug', 17),
    element('span', { class: 'pb-nav-text' }, label),
  );
}

function profileButton(profile: Profile | undefined, speak: Speak): HTMLElement {
  const title = profile?.title ?? '';
  return element(
    'button',
    { class: 'pb-plain pb-profile', type: 'button' },
    element(
      'span',
      { class: 'pb-avatar', 'data-color': profile?.color },
      title.slice(0, 1).toUpperCase(),
    ),
    element(
      'span',
      { class: 'pb-two-lines' },
      element('span', { class: 'pb-strong' }, title),
      element('span', { class: 'pb-small' }, speak({ key: 'nav.profile' })),
    ),
    element('span', { class: 'pb-selector' }, icon('selector', 15)),
  );
}

function listPane(snapshot: Snapshot, speak: Speak) {
  const search = element('input', {
    type: 'search',
    placeholder: speak({ key: 'list.search' }),
    'aria-label': speak({ key: 'list.search' }),
    spellcheck: 'false',
  }) as HTMLInputElement;
  const rows = element('div', { class: 'pb-rows', role: 'presentation' });
  const list = element(
    'div',
    {
      class: 'pb-list',
      role: 'grid',
      tabindex: '0',
      'aria-label': speak({ key: 'list.label' }),
    },
    rows,
  );
  const pane = element(
    'section',
    { class: 'pb-list-pane' },
    element(
      'div',
      { class: 'pb-list-top' },
      element(
        'div',
        { class: 'pb-search' },
        icon('search', 15),
        search,
        element(
          'kbd',
          { class: 'pb-key' },
          keysWord(shortcutsWith(snapshot.settings.shortcuts)['search-quickly']),
        ),
        element(
          'button',
          { class: 'pb-plain pb-icon-button', 'aria-label': speak({ key: 'list.filter' }) },
          icon('filter', 15),
        ),
      ),
      addButton('pb-plain pb-button pb-button-primary', speak({ key: 'list.add' })),
    ),
    list,
  );
  pane.style.setProperty('--pb-list-width', `${String(snapshot.settings.listWidthPx)}px`);
  return { pane, search, list, rows };
}

function addButton(className: string, label: string): HTMLElement {
  const attributes = { class: className, type: 'button', 'data-early': 'add' };
  return element('button', attributes, icon('plus', 15), label);
}

function emptyStart(speak: Speak): HTMLElement {
  const quiet = 'pb-plain pb-button pb-button-quiet pb-button-large';
  return element(
    'section',
    { class: 'pb-empty' },
    element('span', { class: 'pb-empty-tile' }, icon('plug', 34)),
    element('h1', {}, speak({ key: 'empty.title' })),
    element('p', {}, speak({ key: 'empty.text' })),
    element(
      'div',
      { class: 'pb-empty-actions' },
      addButton(
        'pb-plain pb-button pb-button-primary pb-button-large',
        speak({ key: 'empty.add' }),
      ),
      element(
        'button',
        { class: quiet, type: 'button', 'data-early': 'import' },
        speak({ key: 'empty.import' }),
      ),
      element(
        'button',
        { class: quiet, type: 'button', 'data-early': 'sample' },
        icon('flask', 16),
        speak({ key: 'empty.sample' }),
      ),
    ),
  );
}
