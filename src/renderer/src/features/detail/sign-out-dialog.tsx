import { Button, Group, Text } from '@mantine/core';

import { useClient, useServer, useUi, useWindow } from '../../host/window-context.tsx';
import { own } from '../../../../shared/util/own.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { accountTexts } from './account-texts.ts';
import { useTitles } from './use-titles.ts';

/** Asks before somebody is signed out, and says what goes and what stays. */
export function SignOutDialog() {
  const t = useTexts(accountTexts);
  const { host, ui } = useWindow();
  const name = useUi((state) => state.signingOut);
  const known = useServer(name);
  const report = useReporter();
  const close = () => ui.setState({ signingOut: null });
  const sharers = useTitles(useSharers(name));
  const isShared = sharers.length > 0;
  const signOut = (isEverywhere: boolean) => {
    if (name === null) return;
    close();
    report(host.client.signIn.signOut({ name, isEverywhere }));
  };
  return (
    <Dialog
      opened={known !== undefined}
      onClose={close}
      title={t('out.title', { title: known?.server.title ?? '' })}
      size={isShared ? 520 : 420}
    >
      <Text size="sm">
        {isShared ? t('out.shared', { titles: sharers.join(', ') }) : t('out.text')}
      </Text>
      <Text size="sm" mt="xs">
        {t('out.keeps')}
      </Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} data-autofocus>
          {t('out.stay')}
        </Button>
        {isShared && (
          <Button color="red" variant="default" onClick={() => signOut(true)}>
            {t('out.all', { count: sharers.length + 1 })}
          </Button>
        )}
        <Button color="red" onClick={() => signOut(false)}>
          {t(isShared ? 'out.one' : 'signOut')}
        </Button>
      </Group>
    </Dialog>
  );
}

const nobody: readonly string[] = [];

/** The servers that use the same sign-in; asks main and nobody else. */
function useSharers(name: string | null): readonly string[] {
  const client = useClient();
  const accounts = useAnswer(name, (signal) => client.signIn.accounts({}, { signal }));
  return own(accounts, name ?? '')?.sharedWith ?? nobody;
}
