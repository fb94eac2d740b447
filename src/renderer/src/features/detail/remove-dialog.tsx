import { Button, Group, Text } from '@mantine/core';

import { useServer, useUi, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { detailTexts } from './texts.ts';

/** Asks before a server is removed, and says what goes with it. */
export function RemoveDialog() {
  const t = useTexts(detailTexts);
  const { host, ui } = useWindow();
  const name = useUi((state) => state.removing);
  const known = useServer(name);
  const report = useReporter();
  const close = () => ui.setState({ removing: null });
  const remove = () => {
    if (name === null) return;
    close();
    report(host.client.servers.remove({ name }));
    ui.setState(({ selected }) => (selected === name ? { selected: null } : {}));
  };
  return (
    <Dialog
      opened={known !== undefined}
      onClose={close}
      title={t('remove.title', { title: known?.server.title ?? '' })}
      size={420}
    >
      <Text size="sm">{t('remove.text')}</Text>
      {known?.state.kind === 'ready' && (
        <Text size="sm" mt="xs">
          {t('remove.running')}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {t('remove.keep')}
        </Button>
        <Button color="red" onClick={remove}>
          {t('remove')}
        </Button>
      </Group>
    </Dialog>
  );
}
