import type { SpotlightActionData } from '@mantine/spotlight';
import { useMemo } from 'react';

import { stateOf } from '../../../shared/domain/snapshot-health.ts';
import { runServerAction } from '../host/commands.ts';
import { showServer } from '../host/ui-store.ts';
import { useClient, useSnapshot, useWindow } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { useAnswer } from '../ui/use-answer.ts';
import { useReporter } from '../ui/use-reporter.ts';
import { keysTexts } from './keys-texts.ts';
import { own } from '../../../shared/util/own.ts';

/** Signing in where a server wants it, signing out where somebody is signed in. */
export function useSignInActions(): readonly SpotlightActionData[] {
  const t = useTexts(keysTexts);
  const parts = useWindow();
  const report = useReporter();
  const snapshot = useSnapshot();
  const client = useClient();
  const accounts = useAnswer('accounts', (signal) => client.signIn.accounts({}, { signal }));
  return useMemo(() => {
    if (snapshot === null) return [];
    return snapshot.servers.flatMap((server) => {
      const { name, title, auth } = server;
      const isOut = own(accounts, name) === undefined;
      const { kind } = stateOf(snapshot, name);
      const wantsSignIn = kind === 'needs-sign-in' || (isOut && auth.type === 'oauth');
      return [
        ...(wantsSignIn
          ? [
              {
                id: `sign-in:${name}`,
                label: t('palette.signIn', { title }),
                onClick: () => report(runServerAction(parts, name, 'sign-in')),
              },
            ]
          : []),
        ...(isOut
          ? []
          : [
              {
                id: `sign-out:${name}`,
                label: t('palette.signOut', { title }),
                onClick: () => {
                  showServer(parts.ui, name, 'overview');
                  parts.ui.setState({ signingOut: name });
                },
              },
            ]),
      ];
    });
  }, [snapshot, accounts, parts, report, t]);
}
