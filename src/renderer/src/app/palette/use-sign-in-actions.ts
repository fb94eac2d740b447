import { useMemo } from 'react';

import { stateOf } from '../../../../shared/domain/snapshot-health.ts';
import { runServerAction } from '../../host/commands.ts';
import { showServer } from '../../host/ui-store.ts';
import { useClient, useSnapshot, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import type { PaletteEntry } from './entry.ts';
import { keyIcon } from './icons.tsx';
import { paletteTexts } from './palette-texts.ts';
import { own } from '../../../../shared/util/own.ts';

/** Signing in where a server wants it, signing out where somebody is signed in. */
export function useSignInActions(): readonly PaletteEntry[] {
  const t = useTexts(paletteTexts);
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
                group: 'actions' as const,
                icon: keyIcon,
                label: t('signIn', { title }),
                run: () => report(runServerAction(parts, name, 'sign-in')),
              },
            ]
          : []),
        ...(isOut
          ? []
          : [
              {
                id: `sign-out:${name}`,
                group: 'actions' as const,
                icon: keyIcon,
                label: t('signOut', { title }),
                run: () => {
                  showServer(parts.ui, name, 'overview');
                  parts.ui.setState({ signingOut: name });
                },
              },
            ]),
      ];
    });
  }, [snapshot, accounts, parts, report, t]);
}
