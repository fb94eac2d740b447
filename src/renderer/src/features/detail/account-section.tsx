import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import { durationPhrase } from '../../../../shared/domain/server-sentence.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import type { Account } from '../../../../shared/domain/sign-in.ts';
import { hasAddress } from '../../../../shared/domain/transport-kind.ts';
import { useClient, useWindow } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { hostOf } from '../../ui/host-of.ts';
import { ReusableSignIns } from '../../parts/sign-in/reusable-sign-ins.tsx';
import { SignInButton } from '../../parts/sign-in/sign-in-button.tsx';
import { useHeldFocus } from '../../parts/sign-in/use-held-focus.ts';
import { useSignIn } from '../../parts/sign-in/use-sign-in.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { AccountLabel } from './account-label.tsx';
import { accountTexts } from './account-texts.ts';
import { useTitles } from './use-titles.ts';

interface Standing {
  readonly account: Account | null;
  readonly offersSignIn: boolean;
}

/** Who is signed in to a server; for one that is open to everybody, the way to be somebody. */
export function AccountSection({ known }: { known: KnownServer }) {
  const [looks, setLooks] = useState(0);
  const lookAgain = () => setLooks(looks + 1);
  const standing = useStanding(known, looks);
  const t = useTexts(accountTexts);
  const signIn = useSignIn(known.server.name);
  if (standing === null) return null;
  const { account, offersSignIn } = standing;
  if (account !== null) {
    return <SignedIn known={known} account={account} onLabel={lookAgain} />;
  }
  // Where the server itself asks, or the browser is open, a panel above says so already.
  const isAsked = known.state.kind === 'needs-sign-in' || signIn !== undefined;
  if (!offersSignIn || isAsked) return null;
  return (
    <section className="pb-account" aria-labelledby="account-title">
      <div className="pb-account-line">
        <div>
          <h2 id="account-title">{t('title.nobody')}</h2>
          <p>{t(known.state.kind === 'ready' ? 'nobody.open' : 'nobody')}</p>
        </div>
        <SignInButton name={known.server.name} variant="default" />
      </div>
      <ReusableSignIns known={known} />
    </section>
  );
}

function SignedIn(props: { known: KnownServer; account: Account; onLabel: () => void }) {
  const { known, account, onLabel } = props;
  const { name } = known.server;
  const t = useTexts(accountTexts);
  const format = useFormat();
  const { ui } = useWindow();
  const { issuer, scopes, signedInAt } = account;
  const who = account.label ?? account.name;
  const section = useRef<HTMLElement>(null);
  useHeldFocus(section);
  return (
    <section ref={section} className="pb-account" aria-labelledby="account-title">
      <div className="pb-account-line">
        <h2 id="account-title">{who === undefined ? t('title') : t('title.as', { who })}</h2>
        <SignInButton name={name} isAgain variant="default" />
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => ui.setState({ signingOut: name })}
        >
          {t('signOut')}
        </Button>
      </div>
      <AccountLabel server={known.server} label={account.label ?? ''} onKept={onLabel} />
      <dl className="pb-facts">
        <div>
          <dt>{t('with')}</dt>
          <dd title={issuer}>
            <ExactText text={hostOf(issuer)} />
          </dd>
        </div>
        {account.name !== undefined && (
          <div>
            <dt>{t('as')}</dt>
            <dd>
              <ExactText text={account.name} />
            </dd>
          </div>
        )}
        {account.sharedWith.length > 0 && <SharedWith names={account.sharedWith} />}
        <div>
          <dt>{t('since')}</dt>
          <dd>{format.moment(signedInAt)}</dd>
        </div>
        <div>
          <dt>{t('lasts')}</dt>
          <dd>
            <Lasting account={account} />
          </dd>
        </div>
        {scopes.length > 0 && (
          <div className="pb-fact-wide">
            <dt>{t('scopes')}</dt>
            <dd className="pb-scopes">
              {scopes.map((scope) => (
                <span key={scope} className="pb-arg">
                  <ExactText text={scope} />
                </span>
              ))}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** The other servers that use the same sign-in, by what a person calls them. */
function SharedWith({ names }: { names: readonly string[] }) {
  const t = useTexts(accountTexts);
  const titles = useTitles(names);
  return (
    <div>
      <dt>{t('shared')}</dt>
      <dd>
        <ExactText text={titles.join(', ')} />
      </dd>
    </div>
  );
}

function Lasting({ account: { canRenew, expiresAt } }: { account: Account }) {
  const t = useTexts(accountTexts);
  const say = usePhrases();
  const nowMs = useNow(!canRenew && expiresAt !== undefined);
  if (canRenew) return t('lasts.renews');
  if (expiresAt === undefined) return t('lasts.unknown');
  if (expiresAt <= nowMs) return t('lasts.over');
  return t('lasts.until', { time: say(durationPhrase(expiresAt - nowMs)) });
}

function useStanding({ server, state }: KnownServer, looks: number): Standing | null {
  const client = useClient();
  const [standing, setStanding] = useState<Standing | null>(null);
  const signIn = useSignIn(server.name)?.kind;
  const { name, updatedAt } = server;
  const isAble = mayHaveAccount(server);
  // A new session may stand for another sign-in, although the state is called the same.
  const since = state.kind === 'ready' ? state.since : 0;
  useEffect(() => {
    if (!isAble) {
      setStanding(null);
      return;
    }
    const leaving = new AbortController();
    client.signIn.account({ name }, { signal: leaving.signal }).then(
      (found) => {
        if (!leaving.signal.aborted) setStanding(found);
      },
      () => undefined,
    );
    return () => leaving.abort();
  }, [client, name, updatedAt, isAble, signIn, state.kind, since, looks]);
  return isAble ? standing : null;
}

// Saves a question to main for the many servers that can have none.
function mayHaveAccount({ transport, auth }: ServerView): boolean {
  return hasAddress(transport) && auth.type !== 'api-key';
}
