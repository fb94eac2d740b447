import type { Failure } from '../../../../shared/domain/failure.ts';
import { durationPhrase } from '../../../../shared/domain/server-sentence.ts';
import type { KnownServer } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { FailurePanel } from '../../parts/failures/failure-panel.tsx';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { failureOf } from '../../parts/failures/server-failure.ts';
import { SignInHost } from '../../parts/sign-in/sign-in-host.tsx';
import { useSignIn } from '../../parts/sign-in/use-sign-in.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';
import { HelpingButtons } from './helping-buttons.tsx';
import { PrintedWords } from './other-transport.tsx';
import { detailTexts } from './texts.ts';

/** What is wrong with a server, when something is. */
export function Trouble({ known }: { known: KnownServer }) {
  const { server, state } = known;
  const signIn = useSignIn(server.name);
  const failure = failureOf(state, server);
  if (state.kind === 'offline') return <Offline />;
  if (failure === null) return null;
  // How the sign-in ended says more than that one is needed.
  if (state.kind === 'needs-sign-in' && signIn !== undefined) return null;
  const words = printedBy(failure);
  return (
    <FailurePanel
      kind={state.kind === 'idle' ? 'failed' : state.kind}
      failure={failure}
      next={
        <>
          {words !== undefined && <PrintedWords words={words} />}
          <Next known={known} />
        </>
      }
      server={server.name}
    >
      <HelpingButtons known={known} failure={failure} />
    </FailurePanel>
  );
}

/** What a program said that speaks no MCP. */
function printedBy({ code, params }: Failure): string | undefined {
  return code === 'PRINTS_TEXT' ? String(params['words'] ?? '') : undefined;
}

function Offline() {
  const t = useTexts(detailTexts);
  return (
    <section className="pb-panel" data-tone="grey" role="status">
      <span className="pb-panel-icon">
        <StateGlyph shape={glyphFor('offline')} size={18} />
      </span>
      <div className="pb-panel-body">
        <h2>{t('next.offline.title')}</h2>
        <p>{t('next.offline.text')}</p>
      </div>
    </section>
  );
}

function Next({ known }: { known: KnownServer }) {
  const { server, state } = known;
  const t = useTexts(detailTexts);
  const say = usePhrases();
  const format = useFormat();
  const nowMs = useNow(state.kind === 'waiting' || state.kind === 'cooling');
  switch (state.kind) {
    case 'waiting':
      return (
        <>
          <p>{t('next.waiting', { attempt: state.attempt, of: state.of })}</p>
          <Countdown fromMs={state.failure.at} untilMs={state.nextAttemptAt} />
        </>
      );
    case 'cooling':
      return (
        <>
          <p>{t('next.cooling', { time: say(durationPhrase(state.until - nowMs)) })}</p>
          <Countdown fromMs={state.failure.at} untilMs={state.until} />
        </>
      );
    case 'needs-sign-in':
      return <SignInHost known={known} />;
    case 'failed':
      return <p>{t('next.failed', { count: state.attempts })}</p>;
    case 'idle':
      return server.inspection.status === 'failed' ? (
        <p>{t('next.inspection', { time: format.moment(server.inspection.at) })}</p>
      ) : null;
    default:
      return null;
  }
}

/** A bar that fills until the next attempt; the seconds beside it say the same in words. */
function Countdown({ fromMs, untilMs }: { fromMs: number; untilMs: number }) {
  const say = usePhrases();
  const nowMs = useNow(true);
  const share = Math.min(1, Math.max(0, (nowMs - fromMs) / Math.max(1, untilMs - fromMs)));
  return (
    <div className="pb-countdown">
      <div className="pb-countdown-bar" aria-hidden="true">
        <div style={{ width: `${String(share * 100)}%` }} />
      </div>
      <span>{say(durationPhrase(untilMs - nowMs))}</span>
    </div>
  );
}
