import { Button } from '@mantine/core';
import { IconUserShare } from '@tabler/icons-react';

import type { ReusableSignIn } from '../../../../shared/domain/sign-in.ts';
import { hasAddress } from '../../../../shared/domain/transport-kind.ts';
import { useClient, useServer } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { hostOf } from '../../ui/host-of.ts';
import { useAnswer } from '../../ui/use-answer.ts';
import { reuseTexts } from './reuse-texts.ts';
import { useSignIn, useSignInCall } from './use-sign-in.ts';

/** So many are shown at once; more would be no help. */
const maxShown = 3;

/** Sign-ins of other servers that would do for this one, each with its one button. */
export function ReusableSignIns({ known }: { known: KnownServer }) {
  const found = useReusable(known);
  return found
    .slice(0, maxShown)
    .map((one) => <Reusable key={one.of} known={known} signIn={one} />);
}

function Reusable(props: { known: KnownServer; signIn: ReusableSignIn }) {
  const { server } = props.known;
  const { of, issuer, account, scopes } = props.signIn;
  const t = useTexts(reuseTexts);
  const title = useServer(of)?.server.title ?? of;
  const host = hostOf(issuer);
  const place = hasAddress(server.transport) ? hostOf(server.transport.url) : server.name;
  const { reuse, isBusy } = useReuse(server.name, props.signIn);
  return (
    <section className="pb-panel" data-tone="blue" aria-label={t('title', { title })}>
      <span className="pb-panel-icon">
        <IconUserShare size={18} />
      </span>
      <div className="pb-panel-body">
        <h2>{t('title', { title })}</h2>
        <p>
          {account === undefined
            ? t('text', { title, host })
            : t('text.as', { title, host, who: account })}
        </p>
        <p>{t('meaning', { place })}</p>
        {scopes.length > 0 && (
          <>
            <p>{t('scopes')}</p>
            <div className="pb-scopes">
              {scopes.map((scope) => (
                <span key={scope} className="pb-arg">
                  <ExactText text={scope} />
                </span>
              ))}
            </div>
          </>
        )}
        <div className="pb-panel-actions">
          <Button size="compact-xs" variant="default" loading={isBusy} onClick={reuse}>
            {t('use', { title })}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** Main is asked while a server waits for somebody; its answer is about that very moment. */
function useReusable({ server, state }: KnownServer): readonly ReusableSignIn[] {
  const client = useClient();
  const signIn = useSignIn(server.name)?.kind;
  const { name, updatedAt } = server;
  const isOpen = signIn === 'pending' || signIn === 'undecided';
  const about = isOpen ? null : JSON.stringify([name, updatedAt, signIn, state.kind]);
  const answer = useAnswer(about, (signal) => client.signIn.reusable({ name }, { signal }));
  return answer?.signIns ?? [];
}

function useReuse(name: string, { of, digest }: ReusableSignIn) {
  const client = useClient();
  const { make, isBusy } = useSignInCall();
  return { reuse: () => make(client.signIn.reuse({ name, of, digest })), isBusy };
}
