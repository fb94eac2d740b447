import '../../ui/dialog-part.css';

import { Button, Menu } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';

import type { Profiles, ServerElsewhere } from '../../../../shared/domain/profile.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { profilesTexts } from './texts.ts';

/** Servers that are not in the list because the profile in use may not use them. */
export function ServersElsewhere({ profiles }: { profiles: Profiles }) {
  const t = useTexts(profilesTexts);
  const client = useClient();
  const [servers, setServers] = useState<readonly ServerElsewhere[]>([]);
  const look = useCallback(
    () => client.profiles.elsewhere().then(setServers, () => undefined),
    [client],
  );
  const { activeId } = profiles;
  useEffect(() => void look(), [look, activeId]);
  if (servers.length === 0) return null;
  return (
    <section className="pb-dialog-part" aria-labelledby="elsewhere-title">
      <h3 id="elsewhere-title">{t('elsewhere')}</h3>
      <ul className="pb-profile-list" aria-labelledby="elsewhere-title">
        {servers.map((server) => (
          <ElsewhereLine key={server.name} {...{ server, profiles }} onGiven={() => void look()} />
        ))}
      </ul>
    </section>
  );
}

function ElsewhereLine(props: {
  server: ServerElsewhere;
  profiles: Profiles;
  onGiven: () => void;
}) {
  const { server, profiles, onGiven } = props;
  const t = useTexts(profilesTexts);
  const client = useClient();
  const report = useReporter();
  const { name, title } = server;
  const users = profiles.all.filter(({ id }) => server.profiles.includes(id));
  const give = (scope: Parameters<typeof client.servers.setAccess>[0]['scope']) =>
    report(client.servers.setAccess({ name, scope, lostSignIns: 'keep' }).then(onGiven));
  const here = { kind: 'private' as const, profiles: [...server.profiles, profiles.activeId] };
  return (
    <li data-elsewhere={name}>
      <span className="pb-wide">
        <span className="pb-strong">
          <ExactText text={title} />
        </span>{' '}
        <span className="pb-hint">
          {users.length === 0
            ? t('elsewhere.nobody')
            : t('elsewhere.only', { profiles: users.map((user) => user.title).join(', ') })}
        </span>
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-sm" variant="light" aria-label={`${t('give')} ${title}`}>
            {t('give')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => give(here)}>{t('give.here')}</Menu.Item>
          <Menu.Item onClick={() => give({ kind: 'shared' })}>{t('give.everybody')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
