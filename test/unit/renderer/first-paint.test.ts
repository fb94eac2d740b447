import { MantineProvider } from '@mantine/core';
import { createElement } from 'react';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';

import { Sidebar } from '../../../src/renderer/src/app/sidebar.tsx';
import { EmptyStart } from '../../../src/renderer/src/features/servers/empty-start.tsx';
import { ListPane } from '../../../src/renderer/src/features/servers/list-pane.tsx';
import { ServerRow } from '../../../src/renderer/src/features/servers/server-row.tsx';
import { createHandover } from '../../../src/renderer/src/first-paint/handover.ts';
import { paintRows, speakerOf } from '../../../src/renderer/src/first-paint/rows.ts';
import { buildShell } from '../../../src/renderer/src/first-paint/shell.ts';
import type { Mirror } from '../../../src/renderer/src/host/host.ts';
import { createUiStore } from '../../../src/renderer/src/host/ui-store.ts';
import { WindowProvider } from '../../../src/renderer/src/host/window-context.tsx';
import type { WindowParts } from '../../../src/renderer/src/host/window-context.tsx';
import { createI18n } from '../../../src/renderer/src/i18n/create-i18n.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import type { Snapshot } from '../../../src/shared/domain/events.ts';
import type { Failure } from '../../../src/shared/domain/failure.ts';
import type { ServerView } from '../../../src/shared/domain/server.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { outlineOfMarkup, outlineOfPainted, withPaintedPage } from '../../support/page-outline.ts';
import { snapshotOf, viewOf, withFavorites } from './sample-snapshot.ts';

const speak = speakerOf(en, 'en');
const widePx = 1_400;

/** A component of the window as it is first drawn from a snapshot. */
function drawn(snapshot: Snapshot, component: ReactElement): readonly string[] {
  const mirror = createStore<Pick<Mirror, 'snapshot'>>(() => ({ snapshot }));
  const parts = {
    host: { mirror, client: {} },
    ui: createUiStore(createHandover()),
  } as unknown as WindowParts;
  const inWindow = createElement(WindowProvider, { parts, children: component });
  const inMantine = createElement(MantineProvider, null, inWindow);
  const whole = createElement(I18nextProvider, { i18n: createI18n('en', {}) }, inMantine);
  // How high the list is before anybody has measured it.
  Object.assign(globalThis, { window: { innerHeight: 800 } });
  const markup = renderToStaticMarkup(whole);
  Reflect.deleteProperty(globalThis, 'window');
  return outlineOfMarkup(markup.replaceAll(/<style[^>]*>.*?<\/style>/gs, ''));
}

function painted(snapshot: Snapshot): readonly string[] {
  return withPaintedPage(() => {
    const { app, rows } = buildShell(snapshot, speak, widePx);
    if (rows !== null) {
      paintRows(rows, snapshot, {
        search: '',
        selected: null,
        limitPx: 9_999,
        speak,
        nowMs: Date.now(),
      });
    }
    return outlineOfPainted(app);
  });
}

/** The lines from one that begins so up to one that begins otherwise. */
const between = (lines: readonly string[], from: string, to?: string): readonly string[] => {
  const begin = lines.findIndex((line) => line.startsWith(from));
  const end = to === undefined ? -1 : lines.findIndex((line) => line.startsWith(to));
  expect(begin, from).toBeGreaterThanOrEqual(0);
  return lines.slice(begin, end < 0 ? undefined : end);
};

const failure: Failure = {
  code: 'CONNECTION_REFUSED',
  params: { address: '127.0.0.1:1' },
  detail: 'refused',
  action: 'edit-url',
  at: 0,
};
// Far from where its words change, whenever this runs.
const later = Date.now() + 5.5 * 3_600_000;

const inState: { readonly [K in ConnectionState['kind']]: ConnectionState & { readonly kind: K } } =
  {
    disabled: { kind: 'disabled' },
    idle: { kind: 'idle' },
    'needs-setup': { kind: 'needs-setup', missing: [{ kind: 'consent' }] },
    connecting: { kind: 'connecting', attempt: 1, startedAt: 0, phase: 'handshake' },
    'needs-sign-in': { kind: 'needs-sign-in', failure },
    'signing-in': { kind: 'signing-in', flowId: 'f', expiresAt: later },
    ready: {
      kind: 'ready',
      since: 0,
      era: 'legacy',
      protocolVersion: '2025-11-25',
      serverInfo: { name: 'one', version: '1' },
      connectedInMs: 5,
    },
    waiting: { kind: 'waiting', attempt: 2, of: 8, nextAttemptAt: later, failure },
    offline: { kind: 'offline', since: 0 },
    cooling: { kind: 'cooling', until: later, failure },
    failed: { kind: 'failed', failure, attempts: 8 },
    stopping: { kind: 'stopping' },
  };

const rows: readonly (readonly [string, Partial<ServerView>, ConnectionState])[] = [
  ...Object.values(inState).map((state) => [state.kind, {}, state] as const),
  ['off', { enabled: false }, inState.disabled],
  ['a name that hides', { title: 'Fi\u202Eles' }, inState.idle],
  ['a picture', { icon: 'data:image/png;base64,AAAA' }, inState.idle],
];

describe('the first paint shows what the window shows', () => {
  const rowsAndStars = rows.flatMap(([label, ...row]) => [
    [label, false, ...row] as const,
    [`${label}, favorite`, true, ...row] as const,
  ]);
  test.each(rowsAndStars)('a row: %s', (_, isFavorite, rest, state) => {
    const server = viewOf('one', rest.title ?? 'One', rest);
    const snapshot = withFavorites(snapshotOf({ one: [server, state] }), isFavorite ? ['one'] : []);
    const row = createElement(ServerRow, {
      server,
      state,
      isFavorite,
      isSelected: false,
      isActive: false,
      onPick: () => undefined,
      topPx: 0,
      number: 1,
    });
    expect(between(painted(snapshot), 'div class=pb-row ', 'div class=pb-divider')).toEqual(
      drawn(snapshot, row),
    );
  });

  test.each([false, true])('the sidebar, paused: %s', (isPaused) => {
    const one = snapshotOf({ one: [viewOf('one', 'One'), inState.failed] });
    const snapshot = { ...one, settings: { ...one.settings, isPaused } };
    expect(between(painted(snapshot), 'nav', 'main')).toEqual(
      drawn(snapshot, createElement(Sidebar, { collapsed: false })),
    );
  });

  test('the sidebar, narrow', () => {
    const one = snapshotOf({ one: [viewOf('one', 'One'), inState.failed] });
    const snapshot = { ...one, settings: { ...one.settings, sidebarCollapsed: true } };
    expect(between(painted(snapshot), 'nav', 'main')).toEqual(
      drawn(snapshot, createElement(Sidebar, { collapsed: true })),
    );
  });

  test('the page of somebody without a server', () => {
    const snapshot = snapshotOf({});
    expect(between(painted(snapshot), 'section class=pb-empty')).toEqual(
      drawn(snapshot, createElement(EmptyStart)),
    );
  });

  test('what stands above the list', () => {
    const snapshot = snapshotOf({ one: [viewOf('one', 'One'), inState.idle] });
    const pane = createElement(ListPane, { handover: createHandover(), widthPx: 300 });
    expect(between(painted(snapshot), 'section class=pb-list-pane', 'div class=pb-rows')).toEqual(
      between(drawn(snapshot, pane), 'section class=pb-list-pane', 'div class=pb-rows'),
    );
  });

  test('the chosen keys of the search, as they stand on the keyboard', () => {
    const one = snapshotOf({ one: [viewOf('one', 'One'), inState.idle] });
    const shortcuts = { 'search-quickly': 'Mod+J' };
    const snapshot = { ...one, settings: { ...one.settings, shortcuts } };
    const pane = createElement(ListPane, { handover: createHandover(), widthPx: 300 });
    for (const lines of [painted(snapshot), drawn(snapshot, pane)]) {
      const shown = between(lines, 'section class=pb-list-pane', 'div class=pb-rows');
      expect(shown.join('\n')).toMatch(/(?:Ctrl\+|⌘)J/);
      expect(shown.join('\n')).not.toContain('Mod');
    }
  });
});
