import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

import { healthOf } from '../../../../shared/domain/health.ts';
import type { Failure } from '../../../../shared/domain/failure.ts';
import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';
import { runServerAction } from '../../host/commands.ts';
import { useServer, useWindow } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { FailurePanel } from './failure-panel.tsx';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import type { RequestProblem } from './request-problem.ts';
import { isAgain } from '../sign-in/is-again.ts';
import { SignInButton } from '../sign-in/sign-in-button.tsx';
import { SignInStatus } from '../sign-in/sign-in-status.tsx';
import { tabTexts } from '../offers/tab-texts.ts';
import { useNow } from '../../ui/use-now.ts';
import { useReporter } from '../../ui/use-reporter.ts';

/** Why a request was not answered, with the one button that helps. */
export function RequestProblemPanel({ name, problem }: { name: string; problem: RequestProblem }) {
  const t = useTexts(tabTexts);
  const known = useServer(name);
  if (known === undefined || problem.kind === 'gone') {
    return <Plain title={t('problem.gone')} />;
  }
  switch (problem.kind) {
    case 'invalid':
      return (
        <Plain title={t('problem.invalid')}>
          <ul className="pb-problem-list">
            {problem.problems.map(({ path, message }, index) => (
              <li key={index}>
                {path !== '' && <code>{path}</code>} {message}
              </li>
            ))}
          </ul>
        </Plain>
      );
    case 'unavailable':
      return (
        <>
          <Unavailable known={known} told={problem.state} failure={problem.failure} />
          <SignInStatus known={known} />
        </>
      );
    case 'failed':
      // An error by the rules of JSON-RPC is an answer; what it says is the server's own words.
      if (problem.failure.code === 'SERVER_ERROR') {
        return (
          <Plain title={t('problem.answered')}>
            <pre className="pb-error-text">{problem.failure.detail}</pre>
          </Plain>
        );
      }
      return <FailedRequest known={known} failure={problem.failure} />;
    case 'broken':
      return <Plain title={t('problem.broken')} />;
  }
}

function Unavailable(props: {
  known: KnownServer;
  told: ConnectionState;
  failure: Failure | null;
}) {
  const { known, told, failure } = props;
  const say = usePhrases();
  const t = useTexts(tabTexts);
  const nowMs = useNow(true);
  const sentence = say(healthOf({ ...known, nowMs }).sentence);
  if (failure !== null) {
    return (
      <Failed
        known={known}
        failure={failure}
        kind={told.kind}
        // The sentence of a server that has given up only says the failure once more.
        next={known.state.kind === 'failed' ? undefined : <p>{sentence}</p>}
      >
        <ActionButton known={known} />
      </Failed>
    );
  }
  return (
    <Plain title={t('problem.unavailable')} kind={told.kind}>
      <p>{sentence}</p>
      <div className="pb-panel-actions">
        <ActionButton known={known} />
      </div>
    </Plain>
  );
}

/** A live server may still want somebody signed in for this one request. */
function FailedRequest({ known, failure }: { known: KnownServer; failure: Failure }) {
  const { state, server } = known;
  if (failure.action !== 'sign-in') return <Failed known={known} failure={failure} kind="failed" />;
  // A session that began afterwards was opened by whoever signed in since.
  const isOver = state.kind === 'ready' && state.since > failure.at;
  return (
    <>
      <Failed known={known} failure={failure} kind="needs-sign-in">
        {!isOver && <SignInButton name={server.name} isAgain={isAgain(failure)} />}
      </Failed>
      <SignInStatus known={known} />
    </>
  );
}

function Failed(props: {
  known: KnownServer;
  failure: Failure;
  kind: ConnectionState['kind'];
  next?: ReactNode;
  children?: ReactNode;
}) {
  const { known, failure, kind, next, children } = props;
  return (
    <FailurePanel kind={kind} failure={failure} server={known.server.name} next={next}>
      {children}
    </FailurePanel>
  );
}

/** The button for what the server needs now, which may be other than when it was asked. */
function ActionButton({ known }: { known: KnownServer }) {
  const say = usePhrases();
  const parts = useWindow();
  const report = useReporter();
  const { action } = healthOf({ ...known, nowMs: null });
  if (action === null) return null;
  if (known.state.kind === 'needs-sign-in') {
    return <SignInButton name={known.server.name} isAgain={isAgain(known.state.failure)} />;
  }
  return (
    <Button
      size="compact-xs"
      onClick={() => report(runServerAction(parts, known.server.name, action.kind))}
    >
      {say(action.label)}
    </Button>
  );
}

function Plain(props: { title: string; kind?: ConnectionState['kind']; children?: ReactNode }) {
  const shape = glyphFor(props.kind ?? 'failed');
  return (
    <section className="pb-panel" data-tone={shape.tone} role="alert">
      <span className="pb-panel-icon">
        <StateGlyph shape={shape} size={18} />
      </span>
      <div className="pb-panel-body">
        <h2>{props.title}</h2>
        {props.children}
      </div>
    </section>
  );
}
