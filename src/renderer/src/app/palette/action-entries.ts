import type { Snapshot } from '../../../../shared/domain/events.ts';
import type { Shortcuts } from '../../../../shared/domain/shortcuts.ts';
import { healthIn, stateOf } from '../../../../shared/domain/snapshot-health.ts';
import { addSampleServer, importFromFile, runServerAction } from '../../host/commands.ts';
import { areFavorites, toggleFavorites } from '../../host/favorites.ts';
import { openAdd, openImport, showPage, showPart, showServer } from '../../host/ui-store.ts';
import type { WindowParts } from '../../host/window-context.tsx';
import type { usePhrases, SayText } from '../../i18n/use-texts.ts';
import { mayExamine } from '../../parts/failures/server-failure.ts';
import type { PaletteEntry } from './entry.ts';
import { keyIcon } from './icons.tsx';
import type { paletteTexts } from './palette-texts.ts';

/** What actions need: where they act, what there is, and their words. */
export interface EntryDeps {
  readonly parts: WindowParts;
  readonly snapshot: Snapshot;
  readonly shortcuts: Shortcuts;
  readonly say: ReturnType<typeof usePhrases>;
  readonly t: SayText<typeof paletteTexts.words.en>;
  /** Says what went wrong with a call. */
  readonly report: (call: Promise<unknown>) => void;
}

type Action = Omit<PaletteEntry, 'group'>;

/** Everything that can be done from anywhere. */
export function actionEntries(deps: EntryDeps): readonly PaletteEntry[] {
  const all = [
    ...bringing(deps),
    pausing(deps),
    ...going(deps),
    ...colours(deps),
    ...profilesOf(deps),
    ...favoring(deps),
    ...helpful(deps),
    ...examinable(deps),
  ];
  return all.map((action) => ({ ...action, group: 'actions' }));
}

function bringing({ parts, shortcuts, say, t, report }: EntryDeps): readonly Action[] {
  const { ui } = parts;
  return [
    {
      id: 'add',
      label: say({ key: 'empty.add' }),
      icon: 'plus',
      shortcut: shortcuts.add,
      run: () => openAdd(ui),
    },
    {
      id: 'import',
      label: say({ key: 'empty.import' }),
      icon: 'folder',
      run: () => openImport(ui),
    },
    {
      id: 'export',
      label: t('export'),
      icon: 'folder',
      run: () => ui.setState({ overlay: 'export' }),
    },
    {
      id: 'import-file',
      label: t('importFile'),
      icon: 'folder',
      run: () => report(importFromFile(parts)),
    },
    { id: 'backups', label: t('backups'), icon: 'clock', run: () => showPart(ui, 'backups') },
    {
      id: 'sample',
      label: say({ key: 'empty.sample' }),
      icon: 'flask',
      run: () => report(addSampleServer(parts)),
    },
  ];
}

function pausing({ parts, snapshot, say, report }: EntryDeps): Action {
  const { isPaused } = snapshot.settings;
  return {
    id: 'pause',
    label: say({ key: isPaused ? 'tray.resume' : 'tray.pause' }),
    icon: 'clock',
    run: () => report(parts.host.client.settings.update({ isPaused: !isPaused })),
  };
}

const pages = [
  ['servers', 'server'],
  ['tools', 'tool'],
  ['activity', 'activity'],
  ['apps', 'plug'],
  ['settings', 'settings'],
] as const;

function going({ parts: { ui }, shortcuts, say, t }: EntryDeps): readonly Action[] {
  return [
    ...pages.map(([page, icon]) => ({
      id: `go:${page}`,
      label: t('go', { page: say({ key: `nav.${page}` }) }),
      icon,
      shortcut: shortcuts[page],
      run: () => showPage(ui, page),
    })),
    { id: 'secrets', label: t('secrets'), icon: keyIcon, run: () => showPage(ui, 'secrets') },
    {
      id: 'keys',
      label: t('keys'),
      icon: 'terminal',
      shortcut: shortcuts.keys,
      run: () => ui.setState({ overlay: 'keys' }),
    },
  ];
}

function colours({ parts, t, report }: EntryDeps): readonly Action[] {
  return (['system', 'light', 'dark'] as const).map((theme) => ({
    id: `theme:${theme}`,
    label: t('theme', { theme: t(`theme.${theme}`) }),
    icon: 'photo',
    run: () => report(parts.host.client.settings.update({ theme })),
  }));
}

/** Every other profile to switch to, and the page about all of them. */
function profilesOf({ parts, snapshot, shortcuts, t, report }: EntryDeps): readonly Action[] {
  const { all, activeId } = snapshot.profiles;
  const at = all.findIndex(({ id }) => id === activeId);
  const nextId = all[(at + 1) % all.length]?.id;
  const others = all
    .filter(({ id }) => id !== activeId)
    .map(({ id, title }): Action => ({
      id: `profile:${id}`,
      label: t('switchTo', { title }),
      words: title,
      icon: 'selector',
      shortcut: id === nextId ? shortcuts['next-profile'] : undefined,
      run: () => report(parts.host.client.profiles.activate({ id })),
    }));
  const manage: Action = {
    id: 'profiles',
    label: t('profiles'),
    icon: 'selector',
    run: () => parts.ui.setState({ overlay: 'profiles' }),
  };
  return [...others, manage];
}

/** The server that is shown, as a favorite or no longer one. */
function favoring({ parts, snapshot, shortcuts, say, t, report }: EntryDeps): readonly Action[] {
  const { selected } = parts.ui.getState();
  const server = snapshot.servers.find(({ name }) => name === selected);
  if (server === undefined) return [];
  const names = [server.name];
  const key = areFavorites(snapshot, names) ? 'favorite.remove' : 'favorite.add';
  return [
    {
      id: 'favorite',
      label: t('forServer', { action: say({ key }), title: server.title }),
      icon: 'star',
      shortcut: shortcuts.favorite,
      run: () => report(toggleFavorites(parts, names)),
    },
  ];
}

/** What helps each server that needs a hand; signing in is named by itself. */
function helpful({ parts, snapshot, say, t, report }: EntryDeps): readonly Action[] {
  return snapshot.servers.flatMap((server): Action[] => {
    const { action } = healthIn(snapshot, server, null);
    if (action === null || action.kind === 'sign-in') return [];
    return [
      {
        id: `do:${server.name}`,
        label: t('forServer', { action: say(action.label), title: server.title }),
        icon: 'tool',
        run: () => {
          showServer(parts.ui, server.name);
          report(runServerAction(parts, server.name, action.kind));
        },
      },
    ];
  });
}

/** The doctor, for every program that does not run. */
function examinable({ parts: { ui }, snapshot, t }: EntryDeps): readonly Action[] {
  return snapshot.servers
    .filter((server) => mayExamine(server, stateOf(snapshot, server.name)))
    .map(({ name, title }) => ({
      id: `doctor:${name}`,
      label: t('forServer', { action: t('doctor'), title }),
      icon: 'tool',
      run: () => {
        showServer(ui, name);
        ui.setState({ examining: name });
      },
    }));
}
