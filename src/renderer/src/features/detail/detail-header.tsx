import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconRefresh } from '@tabler/icons-react';

import { healthOf } from '../../../../shared/domain/health.ts';
import { runServerAction } from '../../host/commands.ts';
import { useUi, useWindow } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { ServerMenuItems } from '../../parts/servers/server-menu.tsx';
import { ServerTile } from '../../parts/servers/server-tile.tsx';
import { StateBadge } from '../../parts/servers/state-badge.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { hasHelpingPanel } from './helping-actions.ts';
import { detailTexts } from './texts.ts';
import { targetOf } from '../../../../shared/domain/transport-kind.ts';

/** Name, state, the one button that helps, and everything else that can be done. */
export function DetailHeader({ known }: { known: KnownServer }) {
  const { server, state } = known;
  return (
    <header className="pb-detail-header">
      <ServerTile server={server} iconSize={24} />
      <div className="pb-detail-names">
        <h1 id="detail-title" tabIndex={-1}>
          <ExactText text={server.title} />
          <StateBadge state={state} />
        </h1>
        <p title={subtitleOf(known)}>
          <ExactText text={subtitleOf(known)} />
        </p>
      </div>
      <PrimaryAction known={known} />
      <MoreMenu known={known} />
    </header>
  );
}

function subtitleOf({ server }: KnownServer): string {
  const { description, transport } = server;
  if (description !== undefined && description !== '') return description.split('\n', 1)[0] ?? '';
  return targetOf(transport) || server.name;
}

function PrimaryAction({ known }: { known: KnownServer }) {
  const { server, state } = known;
  const say = usePhrases();
  const parts = useWindow();
  const report = useReporter();
  const { client } = parts.host;
  const { action } = healthOf({ ...known, nowMs: null });
  // One button of the page stands out; where a panel explains, it is there.
  const isExplained = useUi(({ tab }) => tab === 'overview') && hasHelpingPanel(state, server);
  if (action !== null) {
    return (
      <Button
        variant={isExplained ? 'default' : 'filled'}
        leftSection={action.kind === 'retry' ? <IconRefresh size={14} /> : undefined}
        onClick={() => report(runServerAction(parts, server.name, action.kind))}
      >
        {say(action.label)}
      </Button>
    );
  }
  if (state.kind === 'connecting' || state.kind === 'signing-in') {
    const { name } = server;
    const stop = () =>
      state.kind === 'connecting'
        ? client.connections.disconnect({ name })
        : client.signIn.cancel({ name });
    return (
      <Button variant="default" onClick={() => report(stop())}>
        {say({ key: 'action.stop' })}
      </Button>
    );
  }
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={14} />}
      disabled={state.kind === 'stopping'}
      onClick={() => report(client.connections.reinitialize({ name: server.name }))}
    >
      {say({ key: 'action.reconnect' })}
    </Button>
  );
}

function MoreMenu({ known }: { known: KnownServer }) {
  const t = useTexts(detailTexts);
  return (
    <Menu position="bottom-end" width={210}>
      <Menu.Target>
        <ActionIcon size={30} aria-label={t('more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <ServerMenuItems known={known} />
      </Menu.Dropdown>
    </Menu>
  );
}
