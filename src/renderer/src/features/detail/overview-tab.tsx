import { useEffect, useState } from 'react';

import { offersPhrase } from '../../../../shared/domain/server-sentence.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { useClient, useMirror, useServer } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { ReusableSignIns } from '../../parts/sign-in/reusable-sign-ins.tsx';
import { SignInStatus } from '../../parts/sign-in/sign-in-status.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { AccountSection } from './account-section.tsx';
import { CautionsPanel } from './cautions-panel.tsx';
import { HeldChanges } from './held-changes.tsx';
import { OtherTransport } from './other-transport.tsx';
import { SetupPanel } from './setup-panel.tsx';
import { detailTexts } from './texts.ts';
import { useAppConnections } from './use-app-connections.ts';
import { useRecentUsers } from './use-recent-users.ts';
import { ToolRulesNote } from './tool-rules-note.tsx';
import { Trouble } from './trouble.tsx';

/** Whether a server is fine, what it is and what it can do. */
export function OverviewTab({ name }: { name: string }) {
  const known = useServer(name);
  if (known === undefined) return null;
  const { server, state } = known;
  return (
    <div className="pb-tab-body">
      <SignInStatus known={known} />
      <Trouble known={known} />
      <OtherTransport known={known} />
      <HeldChanges key={`held ${name}`} name={name} fetchedAt={known.summary?.fetchedAt} />
      <CautionsPanel key={`cautions ${name}`} name={name} />
      {state.kind === 'needs-sign-in' && <ReusableSignIns known={known} />}
      {state.kind === 'needs-setup' && <SetupPanel server={server} state={state} />}
      <Description text={server.description ?? ''} />
      <ToolRulesNote server={server} />
      <Facts known={known} />
      <AccountSection key={name} known={known} />
      <Instructions name={name} fetchedAt={known.summary?.fetchedAt} />
    </div>
  );
}

/** The header shows the first line; a longer text is worth reading whole. */
function Description({ text }: { text: string }) {
  if (text.length <= 80 && !text.includes('\n')) return null;
  return (
    <p className="pb-prose">
      <ExactText text={text} isProse />
    </p>
  );
}

function Facts({ known }: { known: KnownServer }) {
  const t = useTexts(detailTexts);
  const say = usePhrases();
  const format = useFormat();
  const { server, state, summary } = known;
  const isReady = state.kind === 'ready';
  const reachedBy = (isReady && state.reachedBy) || server.transport.type;
  const offers = offersPhrase(summary);
  const offersText = offers === undefined ? t('nothingYet') : say(offers);
  return (
    <dl className="pb-facts">
      {isReady && <Fact label={t('fact.connected')} value={format.moment(state.since)} />}
      {isReady && <Fact label={t('fact.took')} value={format.duration(state.connectedInMs)} />}
      {!isReady && summary !== undefined && (
        <Fact label={t('fact.answered')} value={format.moment(summary.fetchedAt)} />
      )}
      <Fact
        label={t('fact.offers')}
        value={
          isReady || offers === undefined ? offersText : t('lastVisit', { offers: offersText })
        }
      />
      <Fact label={t('fact.transport')} value={t(`transport.${reachedBy}`)} />
      {isReady && (
        <>
          <Fact
            label={t('fact.protocol')}
            value={`${state.protocolVersion} (${t(`era.${state.era}`)})`}
          />
          <Fact
            label={t('fact.server')}
            value={`${state.serverInfo.name} ${state.serverInfo.version}`}
            mono
          />
          {state.pid !== undefined && (
            <Fact label={t('fact.process')} value={String(state.pid)} mono />
          )}
        </>
      )}
      <UsedBy name={server.name} />
      <OwnProcesses server={server} />
      <Fact label={t('fact.starts')} value={t(`start.${server.start}`)} />
      <Fact label={t('fact.scope')} value={useScopeText(server.scope)} />
      <Fact label={t('fact.added')} value={format.moment(server.createdAt)} />
      {server.origin !== undefined && (
        <Fact
          label={t('fact.origin')}
          value={[server.origin.app, server.origin.place].filter(Boolean).join(' · ')}
        />
      )}
    </dl>
  );
}

/** Who uses it, also by way of AI apps. */
function UsedBy({ name }: { name: string }) {
  const t = useTexts(detailTexts);
  const users = useRecentUsers(name);
  if (users.length === 0) return null;
  const who = users.map(({ door, app, calls }) => {
    const user = door === 'app' ? app || t('user.app') : t(`user.${door}`);
    return t('user.calls', { user, count: calls });
  });
  return <Fact label={t('fact.usedBy')} value={who.join(', ')} />;
}

/** Apps that have a process of it to themselves. */
function OwnProcesses({ server }: { server: ServerView }) {
  const t = useTexts(detailTexts);
  const apps = useAppConnections(server);
  if (apps.length === 0) return null;
  const who = apps.map(
    ({ app, pid }) => `${app || t('user.app')}${pid ? ` (${String(pid)})` : ''}`,
  );
  return <Fact label={t('fact.ownProcess')} value={who.join(', ')} />;
}

function useScopeText(scope: ServerView['scope']): string {
  const t = useTexts(detailTexts);
  const profiles = useMirror(({ snapshot }) => snapshot?.profiles.all ?? []);
  if (scope.kind === 'shared') return t('scope.shared');
  const named = profiles.filter(({ id }) => scope.profiles.includes(id));
  return t('scope.private', { profiles: named.map(({ title }) => title).join(', ') });
}

function Fact({ label, value, mono }: { label: string; value: string; mono?: boolean }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={mono === true ? 'pb-mono' : undefined}>
        <ExactText text={value} />
      </dd>
    </div>
  );
}

function Instructions({ name, fetchedAt }: { name: string; fetchedAt: number | undefined }) {
  const t = useTexts(detailTexts);
  const client = useClient();
  const [text, setText] = useState('');
  useEffect(() => {
    if (fetchedAt === undefined) return;
    const end = new AbortController();
    client.catalog
      .get({ name }, { signal: end.signal })
      .then((catalog) => setText(catalog?.instructions ?? ''))
      .catch(() => undefined);
    return () => end.abort();
  }, [client, name, fetchedAt]);
  if (text === '') return null;
  return (
    <section className="pb-instructions">
      <h2>{t('instructions')}</h2>
      <p className="pb-prose">
        <ExactText text={text} isProse />
      </p>
    </section>
  );
}
