import './rights.css';

import { Button, Group, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';

import type { AppRights, KnownRights } from '../../../../shared/domain/app-rights.ts';
import { useClient, useSnapshot } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { RightsForm } from './rights-form.tsx';
import { rightsTexts } from './rights-texts.ts';
import { areNamesRight } from './stated.ts';

/** What one app sees, and changing that; `caller` is `command`, `app:NAME` or `token:ID`. */
export function RightsDialog(props: { caller: string; title: string; onClose: () => void }) {
  const { caller, title, onClose } = props;
  const t = useTexts(rightsTexts);
  const client = useClient();
  const report = useReporter();
  const [known, setKnown] = useState<KnownRights>();
  useEffect(() => {
    report(client.appRights.get({ caller }).then(setKnown));
  }, [client, report, caller]);
  const save = async (rights: AppRights) => {
    await client.appRights.set({ caller, rights });
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t('title', { title })} size={540}>
      {known !== undefined && (
        <Rights
          caller={caller}
          known={known}
          onSave={(rights) => report(save(rights))}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}

function Rights(props: {
  caller: string;
  known: KnownRights;
  onSave: (rights: AppRights) => void;
  onCancel: () => void;
}) {
  const { caller, known, onSave, onCancel } = props;
  const t = useTexts(rightsTexts);
  const client = useClient();
  const report = useReporter();
  const searching = useSnapshot()?.settings.toolSearchApps ?? [];
  const app = caller.startsWith('app:') ? caller.slice('app:'.length) : undefined;
  const [rights, setRights] = useState(known.rights);
  const [searches, setSearches] = useState(app !== undefined && searching.includes(app));
  const { unproven } = known;
  const save = () => {
    if (app !== undefined && searches !== searching.includes(app)) {
      const others = searching.filter((other) => other !== app);
      const toolSearchApps = searches ? [...others, app] : others;
      report(client.settings.update({ toolSearchApps }));
    }
    onSave(rights);
  };
  return (
    <Stack gap="md">
      {unproven !== undefined && <p role="alert">{t(`unproven.${unproven}`)}</p>}
      <RightsForm
        rights={rights}
        onChange={setRights}
        {...(app !== undefined && { search: { searches, onChange: setSearches } })}
      />
      <Group justify="space-between">
        <Button
          variant="subtle"
          color="red"
          disabled={known.rights.isBlocked}
          onClick={() => onSave({ ...known.rights, isBlocked: true })}
        >
          {t('revoke')}
        </Button>
        <Group>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button disabled={!areNamesRight(rights.tools)} onClick={save}>
            {t('save')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
