import { Button, Checkbox, Group, Radio, Stack, Switch } from '@mantine/core';
import { useEffect, useState } from 'react';

import { unlimited } from '../../../../shared/domain/usual-rights.ts';
import type { AppRights, KnownRights } from '../../../../shared/domain/app-rights.ts';
import type { ConnectedApp } from '../../../../shared/domain/connected-app.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { RightsServers } from './rights-servers.tsx';
import { rightsTexts } from './rights-texts.ts';

/** What one app sees, and changing that. */
export function RightsDialog({ app, onClose }: { app: ConnectedApp; onClose: () => void }) {
  const t = useTexts(rightsTexts);
  const client = useClient();
  const report = useReporter();
  const { title } = app;
  const [known, setKnown] = useState<KnownRights>();
  useEffect(() => {
    report(client.appRights.get({ app: title }).then(setKnown));
  }, [client, report, title]);
  const save = (rights: AppRights) =>
    report(client.appRights.set({ app: title, rights }).then(onClose));
  return (
    <Dialog opened onClose={onClose} title={t('title', { title })} size={480}>
      {known !== undefined && <RightsForm known={known} onSave={save} onCancel={onClose} />}
    </Dialog>
  );
}

function RightsForm(props: {
  known: KnownRights;
  onSave: (rights: AppRights) => void;
  onCancel: () => void;
}) {
  const { known, onSave, onCancel } = props;
  const t = useTexts(rightsTexts);
  const { unproven } = known;
  const [rights, setRights] = useState(known.rights);
  const change = (changed: Partial<AppRights>) => setRights({ ...rights, ...changed });
  const { isBlocked, servers, isReadOnly } = rights;
  return (
    <Stack gap="md">
      {unproven !== undefined && <p role="alert">{t(`unproven.${unproven}`)}</p>}
      <Switch
        label={t('lets')}
        description={t('lets.hint')}
        checked={!isBlocked}
        onChange={({ currentTarget }) => change({ isBlocked: !currentTarget.checked })}
      />
      <Radio.Group
        label={t('which')}
        value={servers === null ? 'all' : 'some'}
        onChange={(which) => change({ servers: which === 'all' ? unlimited.servers : [] })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="all" label={t('all')} description={t('all.hint')} disabled={isBlocked} />
          <Radio value="some" label={t('some')} description={t('some.hint')} disabled={isBlocked} />
        </Stack>
      </Radio.Group>
      {servers !== null && (
        <RightsServers chosen={servers} onChange={(next) => change({ servers: next })} />
      )}
      <Checkbox
        label={t('readOnly')}
        description={t('readOnly.hint')}
        checked={isReadOnly}
        disabled={isBlocked}
        onChange={({ currentTarget }) => change({ isReadOnly: currentTarget.checked })}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button onClick={() => onSave(rights)}>{t('save')}</Button>
      </Group>
    </Stack>
  );
}
