import { Button, Group, Text } from '@mantine/core';

import { useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { manyTexts } from '../../parts/servers/many-texts.ts';
import { onlySelected } from '../../parts/servers/picked-servers.ts';
import type { PickedServer } from '../../parts/servers/use-picked.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ExactText } from '../../ui/exact-text.tsx';
import { useReporter } from '../../ui/use-reporter.ts';

/** Asks before several servers are removed, names each, and says what goes with them. */
export function RemoveManyDialog({ picked }: { picked: readonly PickedServer[] }) {
  const t = useTexts(manyTexts);
  const { host, ui } = useWindow();
  const report = useReporter();
  const close = () => ui.setState({ many: null });
  const remove = () => {
    const names = picked.map(({ server }) => server.name);
    close();
    report(host.client.manyServers.remove({ names }));
    ui.setState(({ selected }) => ({
      picked: onlySelected,
      selected: selected !== null && names.includes(selected) ? null : selected,
    }));
  };
  return (
    <Dialog opened onClose={close} title={t('remove.title', { count: picked.length })} size={440}>
      <Text size="sm">{t('remove.text')}</Text>
      <ul className="pb-many-titles" tabIndex={0} aria-label={t('list')}>
        {picked.map(({ server }) => (
          <li key={server.name}>
            <ExactText text={server.title} />
          </li>
        ))}
      </ul>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {t('remove.keep')}
        </Button>
        <Button color="red" disabled={picked.length === 0} onClick={remove}>
          {t('remove.go')}
        </Button>
      </Group>
    </Dialog>
  );
}
