import { Button, Group, Text } from '@mantine/core';

import { useServer, useUi, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { accountTexts } from './account-texts.ts';

/** Asks before somebody is signed out, and says what goes and what stays. */
export function SignOutDialog() {
  const t = useTexts(accountTexts);
  const { host, ui } = useWindow();
  const name = useUi((state) => state.signingOut);
  const known = useServer(name);
  const report = useReporter();
  const close = () => ui.setState({ signingOut: null });
  const signOut = () => {
    if (name === null) return;
    close();
    report(host.client.signIn.signOut({ name }));
  };
  return (
    <Dialog
      opened={known !== undefined}
      onClose={close}
      title={t('out.title', { title: known?.server.title ?? '' })}
      size={420}
    >
      <Text size="sm">{t('out.text')}</Text>
      <Text size="sm" mt="xs">
        {t('out.keeps')}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {t('out.stay')}
        </Button>
        <Button color="red" onClick={signOut}>
          {t('signOut')}
        </Button>
      </Group>
    </Dialog>
  );
}
