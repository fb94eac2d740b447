import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

import { glyphFor } from '../../ui/glyphs.ts';
import type { KnownServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { ReusableSignIns } from '../../parts/sign-in/reusable-sign-ins.tsx';
import { SignInButton } from '../../parts/sign-in/sign-in-button.tsx';
import { SignInHost } from '../../parts/sign-in/sign-in-host.tsx';
import { SignInStatus } from '../../parts/sign-in/sign-in-status.tsx';
import { useSignIn } from '../../parts/sign-in/use-sign-in.ts';
import { addTexts } from './texts.ts';

/** Whether a first try has come to where a person signs in. */
export function isAtSignIn({ state }: Pick<KnownServer, 'state'>): boolean {
  return state.kind === 'needs-sign-in' || state.kind === 'signing-in';
}

/** The steps of a server that was reached and wants somebody signed in before it goes on. */
export function SignInSteps() {
  const t = useTexts(addTexts);
  return (
    <ol className="pb-steps" aria-live="polite">
      <li data-status="done">
        <StateGlyph shape={glyphFor('ready')} size={14} />
        <span>{t('step.reached')}</span>
      </li>
      <li data-status="running">
        <StateGlyph shape={glyphFor('signing-in')} size={14} />
        <span>{t('step.signIn')}</span>
      </li>
      <li data-status="ahead">
        <StateGlyph shape={glyphFor('idle')} size={14} />
        <span>{t('step.listing')}</span>
      </li>
    </ol>
  );
}

/** The button that goes on in the browser; whoever is back sees the steps go on by themselves. */
export function SignInStep(props: {
  known: KnownServer;
  onLater: () => void;
  /** Further buttons. */
  children: ReactNode;
}) {
  const { known, onLater, children } = props;
  const t = useTexts(addTexts);
  const { name } = known.server;
  const signIn = useSignIn(name);
  return (
    <>
      {signIn === undefined ? (
        <>
          <p>{t('signIn.text')}</p>
          <SignInHost known={known} />
        </>
      ) : (
        <SignInStatus known={known} />
      )}
      <ReusableSignIns known={known} />
      <Group justify="flex-end" className="pb-dialog-foot">
        {children}
        {/* Keys that were on their way to the text must not open a browser. */}
        <Button size="sm" variant="default" autoFocus onClick={onLater}>
          {t('signIn.later')}
        </Button>
        {signIn === undefined && <SignInButton name={name} size="sm" />}
      </Group>
    </>
  );
}
