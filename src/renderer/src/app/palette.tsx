import '@mantine/spotlight/styles.css';

import { createSpotlight, Spotlight } from '@mantine/spotlight';
import type { SpotlightActionData, SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';

import type { Snapshot } from '../../../shared/domain/events.ts';
import { healthIn, stateOf } from '../../../shared/domain/snapshot-health.ts';
import { addSampleServer, importFromFile, runServerAction } from '../host/commands.ts';
import { openAdd, openImport, showPage, showPart, showServer } from '../host/ui-store.ts';
import { useSnapshot, useWindow } from '../host/window-context.tsx';
import type { WindowParts } from '../host/window-context.tsx';
import { usePhrases, useTexts } from '../i18n/use-texts.ts';
import type { SayText } from '../i18n/use-texts.ts';
import { ServerTile } from '../parts/servers/server-tile.tsx';
import { mayExamine } from '../parts/failures/server-failure.ts';
import { useReporter } from '../ui/use-reporter.ts';
import { keysTexts } from './keys-texts.ts';
import { useSignInActions } from './use-sign-in-actions.ts';
import { useUndoAction } from './use-undo-action.ts';

const [store, actions] = createSpotlight();

interface Words {
  readonly say: ReturnType<typeof usePhrases>;
  readonly t: SayText<typeof keysTexts.words.en>;
}

/** Every action and every server, by name. */
export function Palette() {
  const t = useTexts(keysTexts);
  const say = usePhrases();
  const parts = useWindow();
  const report = useReporter();
  const snapshot = useSnapshot();
  const signIns = useSignInActions();
  const undo = useUndoAction();
  const groups = useMemo(
    () =>
      snapshot === null ? [] : groupsOf(parts, snapshot, [...undo, ...signIns], { say, t }, report),
    [parts, snapshot, undo, signIns, say, t, report],
  );
  useEffect(() => actions.open(), []);
  return (
    <Spotlight
      store={store}
      actions={groups}
      shortcut={null}
      limit={40}
      scrollable
      maxHeight={420}
      nothingFound={t('palette.nothing')}
      onSpotlightClose={() => parts.ui.setState({ overlay: null })}
      searchProps={{ placeholder: t('palette.search'), leftSection: <IconSearch size={17} /> }}
    />
  );
}

type Report = (call: Promise<unknown>) => void;

function groupsOf(
  parts: WindowParts,
  snapshot: Snapshot,
  signIns: readonly SpotlightActionData[],
  words: Words,
  report: Report,
): SpotlightActionGroupData[] {
  return [
    {
      group: words.t('palette.actions'),
      actions: actionsOf(parts, snapshot, signIns, words, report),
    },
    { group: words.t('palette.servers'), actions: serversOf(parts, snapshot, words) },
  ];
}

function actionsOf(
  parts: WindowParts,
  snapshot: Snapshot,
  signIns: readonly SpotlightActionData[],
  { say, t }: Words,
  report: Report,
) {
  const { ui, host } = parts;
  const { isPaused } = snapshot.settings;
  const pages = (['servers', 'tools', 'activity', 'apps', 'settings'] as const).map((page) => ({
    id: `go:${page}`,
    label: t('palette.go', { page: say({ key: `nav.${page}` }) }),
    onClick: () => showPage(ui, page),
  }));
  const themes = (['system', 'light', 'dark'] as const).map((theme) => ({
    id: `theme:${theme}`,
    label: t('palette.theme', { theme: t(`theme.${theme}`) }),
    onClick: () => report(host.client.settings.update({ theme })),
  }));
  const helpful = snapshot.servers.flatMap((server) => {
    const { action } = healthIn(snapshot, server, null);
    if (action === null || action.kind === 'sign-in') return [];
    return [
      {
        id: `do:${server.name}`,
        label: t('palette.forServer', { action: say(action.label), title: server.title }),
        onClick: () => {
          showServer(ui, server.name);
          report(runServerAction(parts, server.name, action.kind));
        },
      },
    ];
  });
  return [
    { id: 'add', label: say({ key: 'empty.add' }), onClick: () => openAdd(ui) },
    {
      id: 'import',
      label: say({ key: 'empty.import' }),
      onClick: () => openImport(ui),
    },
    {
      id: 'export',
      label: t('palette.export'),
      // The palette closes first, and what it closes with must not close the dialog.
      onClick: () => setTimeout(() => ui.setState({ overlay: 'export' }), 200),
    },
    {
      id: 'import-file',
      label: t('palette.importFile'),
      onClick: () => report(importFromFile(parts)),
    },
    { id: 'backups', label: t('palette.backups'), onClick: () => showPart(ui, 'backups') },
    {
      id: 'sample',
      label: say({ key: 'empty.sample' }),
      onClick: () => report(addSampleServer(parts)),
    },
    {
      id: 'pause',
      label: say({ key: isPaused ? 'tray.resume' : 'tray.pause' }),
      onClick: () => report(host.client.settings.update({ isPaused: !isPaused })),
    },
    ...pages,
    ...themes,
    ...profilesOf(parts, snapshot, t, report),
    { id: 'keys', label: t('title'), onClick: () => ui.setState({ overlay: 'keys' }) },
    ...helpful,
    ...signIns,
    ...examinable(parts, snapshot, t),
  ];
}

/** Every other profile to switch to, and the page about all of them. */
function profilesOf(
  { ui, host }: WindowParts,
  { profiles }: Snapshot,
  t: Words['t'],
  report: Report,
) {
  const others = profiles.all
    .filter(({ id }) => id !== profiles.activeId)
    .map(({ id, title }) => ({
      id: `profile:${id}`,
      label: t('palette.switchTo', { title }),
      onClick: () => report(host.client.profiles.activate({ id })),
    }));
  const manage = {
    id: 'profiles',
    label: t('palette.profiles'),
    // The palette closes first, and what it closes with must not close the dialog.
    onClick: () => setTimeout(() => ui.setState({ overlay: 'profiles' }), 200),
  };
  return [...others, manage];
}

/** The doctor, for every program that does not run. */
function examinable({ ui }: WindowParts, snapshot: Snapshot, t: Words['t']) {
  return snapshot.servers
    .filter((server) => mayExamine(server, stateOf(snapshot, server.name)))
    .map(({ name, title }) => ({
      id: `doctor:${name}`,
      label: t('palette.forServer', { action: t('palette.doctor'), title }),
      onClick: () => {
        showServer(ui, name);
        ui.setState({ examining: name });
      },
    }));
}

function serversOf({ ui }: WindowParts, snapshot: Snapshot, { say }: Words) {
  const nowMs = Date.now();
  return snapshot.servers.map((server) => {
    const { kind } = stateOf(snapshot, server.name);
    return {
      id: `server:${server.name}`,
      label: server.title,
      description: say(healthIn(snapshot, server, nowMs).sentence),
      leftSection: <ServerTile server={server} state={kind} />,
      onClick: () => showServer(ui, server.name),
    };
  });
}
