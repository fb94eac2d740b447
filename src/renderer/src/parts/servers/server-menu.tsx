import { Menu } from '@mantine/core';

import type { ServerView } from '../../../../shared/domain/server.ts';
import { hasAddress } from '../../../../shared/domain/transport-kind.ts';
import { duplicateServer } from '../../host/commands.ts';
import { proposeAccess, showServer } from '../../host/ui-store.ts';
import { useClient, useMirror, useWindow } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { FavoriteItem } from './favorite-item.tsx';
import { serverAsJson } from './server-as-json.ts';
import { serverMenuTexts } from './server-menu-texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';

/** Everything that can be done with a server, as the items of a menu. */
export function ServerMenuItems({ known }: { known: KnownServer }) {
  const { server, state } = known;
  const { name } = server;
  const t = useTexts(serverMenuTexts);
  const say = usePhrases();
  const { host, ui } = useWindow();
  const report = useReporter();
  const isOff = state.kind === 'disabled';
  const isIdle = isOff || state.kind === 'idle';
  return (
    <>
      <Menu.Item onClick={() => showServer(ui, name, 'settings')}>{t('edit')}</Menu.Item>
      <Menu.Item
        disabled={isOff}
        onClick={() => report(host.client.connections.reinitialize({ name }))}
      >
        {say({ key: isIdle ? 'action.connect' : 'action.reconnect' })}
      </Menu.Item>
      <Menu.Item
        disabled={isIdle}
        onClick={() => report(host.client.connections.disconnect({ name }))}
      >
        {t('disconnect')}
      </Menu.Item>
      <Menu.Item onClick={() => report(host.client.servers.setEnabled({ name, enabled: isOff }))}>
        {isOff ? say({ key: 'action.turnOn' }) : t('turnOff')}
      </Menu.Item>
      <FavoriteItem names={[name]} />
      <AccessMenu server={server} />
      <Menu.Item onClick={() => showServer(ui, name, 'logs')}>{t('openLog')}</Menu.Item>
      <Menu.Divider />
      {server.transport.type !== 'built-in' && (
        <>
          <Menu.Item onClick={() => duplicateServer({ host, ui }, server)}>
            {t('duplicate')}
          </Menu.Item>
          <Menu.Item onClick={() => report(navigator.clipboard.writeText(serverAsJson(server)))}>
            {t('copyJson')}
          </Menu.Item>
        </>
      )}
      <Menu.Item onClick={() => report(navigator.clipboard.writeText(name))}>
        {t('copyName')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item color="var(--pb-red)" onClick={() => ui.setState({ removing: name })}>
        {t('remove')}
      </Menu.Item>
    </>
  );
}

const everybody = 'everybody';

/** The simple answers to who may use a server; the tab has all of them. */
function AccessMenu({ server: { name, scope, transport } }: { server: ServerView }) {
  const t = useTexts(serverMenuTexts);
  const client = useClient();
  const { ui } = useWindow();
  const report = useReporter();
  const profiles = useMirror(({ snapshot }) => snapshot?.profiles.all) ?? [];
  const choose = () => showServer(ui, name, 'access');
  if (profiles.length < 2) return <Menu.Item onClick={choose}>{t('access')}</Menu.Item>;
  const [only, ...others] = scope.kind === 'private' ? scope.profiles : [];
  const value = scope.kind === 'shared' ? everybody : others.length === 0 ? only : undefined;
  const give = (id: string) => {
    const next: ServerView['scope'] =
      id === everybody ? { kind: 'shared' } : { kind: 'private', profiles: [id] };
    // Whoever loses it may be signed in to it, and what becomes of that is asked there.
    const mayLoseSignIns = next.kind === 'private' && hasAddress(transport);
    if (mayLoseSignIns) proposeAccess(ui, name, next);
    else report(client.servers.setAccess({ name, scope: next, lostSignIns: 'keep' }));
  };
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item>{t('access')}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>
        <Menu.RadioGroup value={value ?? ''} onChange={give}>
          <Menu.RadioItem value={everybody} closeMenuOnClick>
            {t('everybody')}
          </Menu.RadioItem>
          {profiles.map(({ id, title }) => (
            <Menu.RadioItem key={id} value={id} closeMenuOnClick>
              {t('only', { title })}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={choose}>{t('choose')}</Menu.Item>
      </Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}
