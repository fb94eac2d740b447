import { Button } from '@mantine/core';
import { IconClockOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import type { Failure } from '../../../../shared/domain/failure.ts';
import { runServerAction } from '../../host/commands.ts';
import { useWindow } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { FailurePanel } from '../failures/failure-panel.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { DecisionPanel } from './decision-panel.tsx';
import { RedirectAddresses } from './redirect-addresses.tsx';
import { SignInButton } from './sign-in-button.tsx';
import { SignInHost } from './sign-in-host.tsx';
import { signInTexts } from './sign-in-texts.ts';
import { useSignIn } from './use-sign-in.ts';
import { WaitingPanel } from './waiting-panel.tsx';

/** The sign-in of a server that is open in the browser, or how the last one led nowhere. */
export function SignInStatus({ known }: { known: KnownServer }) {
  const { name } = known.server;
  const signIn = useSignIn(name);
  if (signIn === undefined) return null;
  switch (signIn.kind) {
    case 'pending':
      return <WaitingPanel name={name} signIn={signIn} />;
    case 'undecided':
      return <DecisionPanel name={name} question={signIn.question} />;
    case 'failed':
      return <Fruitless known={known} failure={signIn.failure} />;
    case 'expired':
      return <Expired known={known} />;
  }
}

function Fruitless({ known, failure }: { known: KnownServer; failure: Failure }) {
  const { name } = known.server;
  const say = usePhrases();
  const parts = useWindow();
  const report = useReporter();
  const needsEdit = failure.action === 'edit-settings';
  return (
    <FailurePanel
      kind={needsEdit ? 'failed' : 'needs-sign-in'}
      failure={failure}
      server={name}
      next={<Further known={known} failure={failure} />}
    >
      {needsEdit && (
        <Button size="compact-xs" onClick={() => report(runServerAction(parts, name, 'fix'))}>
          {say({ key: 'nav.settings' })}
        </Button>
      )}
      {failure.action === 'sign-in' && <SignInButton name={name} isAgain={isAgain(failure)} />}
      <Dismiss known={known} />
    </FailurePanel>
  );
}

/** What helps beside the button: addresses to register, or where the next sign-in takes place. */
function Further({ known, failure }: { known: KnownServer; failure: Failure }) {
  if (isAboutClient(failure)) return <RedirectAddresses />;
  return failure.action === 'sign-in' ? <SignInHost known={known} /> : null;
}

/** Nobody has signed in to a server that was only to use the sign-in of another. */
function isAgain({ code }: Failure): boolean {
  return code !== 'SIGN_IN_NOT_REUSABLE';
}

/** Whether it is mended where programs are registered, for which their addresses are needed. */
function isAboutClient({ code }: Failure): boolean {
  return code === 'CLIENT_REFUSED' || code === 'CLIENT_NOT_ACCEPTED';
}

function Expired({ known }: { known: KnownServer }) {
  const t = useTexts(signInTexts);
  return (
    <Panel title={t('expired.title')} text={t('expired.text')}>
      <SignInButton name={known.server.name} isAgain />
      <Dismiss known={known} />
    </Panel>
  );
}

function Panel(props: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="pb-panel" data-tone="yellow" role="alert">
      <span className="pb-panel-icon">
        <IconClockOff size={18} />
      </span>
      <div className="pb-panel-body">
        <h2>{props.title}</h2>
        <p>{props.text}</p>
        <div className="pb-panel-actions">{props.children}</div>
      </div>
    </section>
  );
}

/** A server that waits for a sign-in keeps saying so; elsewhere the outcome can be put away. */
function Dismiss({ known: { server, state } }: { known: KnownServer }) {
  const t = useTexts(signInTexts);
  const { host } = useWindow();
  const report = useReporter();
  if (state.kind === 'needs-sign-in') return null;
  return (
    <Button
      size="compact-xs"
      variant="default"
      onClick={() => report(host.client.signIn.cancel({ name: server.name }))}
    >
      {t('dismiss')}
    </Button>
  );
}
