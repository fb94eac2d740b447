import { Button, Group, Select } from '@mantine/core';
import { useEffect, useState } from 'react';

import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { connectedAppsTexts } from './texts.ts';

/** Names the file of an app that lies where no table knows. */
export function NamePlaceDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const t = useTexts(connectedAppsTexts);
  const client = useClient();
  const report = useReporter();
  const [apps, setApps] = useState<readonly { id: string; title: string }[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    report(client.connectedApps.nameable({}).then(setApps));
  }, [client, report]);
  const choose = async (id: string): Promise<void> => {
    const { place } = await client.connectedApps.namePlace({ id });
    if (place !== null) onDone();
  };
  return (
    <Dialog opened onClose={onClose} title={t('place.title')} size={480}>
      <p>{t('place.text')}</p>
      <Select
        label={t('place.app')}
        data={apps.map(({ id, title }) => ({ value: id, label: title }))}
        value={chosen}
        onChange={setChosen}
        searchable
        comboboxProps={{ withinPortal: true }}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          disabled={chosen === null}
          onClick={() => chosen !== null && report(choose(chosen))}
        >
          {t('place.choose')}
        </Button>
      </Group>
    </Dialog>
  );
}
