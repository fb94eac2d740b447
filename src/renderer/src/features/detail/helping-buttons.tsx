import { Button } from '@mantine/core';
import { Fragment } from 'react';
import type { ReactNode } from 'react';

import type { Failure } from '../../../../shared/domain/failure.ts';
import { runServerAction } from '../../host/commands.ts';
import { showField } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { isMissingProgram } from '../../parts/failures/server-failure.ts';
import { isAgain } from '../../parts/sign-in/is-again.ts';
import { SignInButton } from '../../parts/sign-in/sign-in-button.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { helpingActions } from './helping-actions.ts';
import type { HelpingAction } from './helping-actions.ts';
import { UseAddress } from './other-transport.tsx';
import { detailTexts } from './texts.ts';

/** The buttons of {@link helpingActions}; only the first of them stands out. */
export function HelpingButtons(props: { known: KnownServer; failure: Failure }) {
  const { known, failure } = props;
  const buttonFor = useButtons(known, failure);
  return helpingActions(known.state, failure).map((action, index) => (
    <Fragment key={action}>{buttonFor(action, index === 0 ? 'filled' : 'default')}</Fragment>
  ));
}

type Look = 'filled' | 'default';

function useButtons({ server }: KnownServer, failure: Failure) {
  const say = usePhrases();
  const t = useTexts(detailTexts);
  const parts = useWindow();
  const report = useReporter();
  const { name } = server;
  const does = (kind: 'fix' | 'retry') => () => report(runServerAction(parts, name, kind));
  const toSettings = () =>
    isMissingProgram(failure)
      ? // The doctor finds what is missing; the settings are for a name that is mistyped.
        showField(parts.ui, name, 'transport.command')
      : does('fix')();
  const stop = () => report(parts.host.client.connections.disconnect({ name }));
  const button = (variant: Look, label: string, onClick: () => void): ReactNode => (
    <Button size="compact-xs" variant={variant} onClick={onClick}>
      {label}
    </Button>
  );
  return (action: HelpingAction, look: Look): ReactNode => {
    switch (action) {
      case 'use-address':
        return <UseAddress server={server} address={String(failure.params['address'])} />;
      case 'sign-in':
        return <SignInButton name={name} isAgain={isAgain(failure)} variant={look} />;
      case 'examine':
        return button(look, t('doctor'), () => parts.ui.setState({ examining: name }));
      case 'fix':
        return button(look, say({ key: 'action.fix' }), does('fix'));
      case 'settings':
        return button(look, say({ key: 'nav.settings' }), toSettings);
      case 'retry':
        return button(look, say({ key: 'action.retryNow' }), does('retry'));
      case 'stop':
        return button(look, say({ key: 'action.stop' }), stop);
    }
  };
}
