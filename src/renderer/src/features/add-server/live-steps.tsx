import { Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';

import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';
import { healthOf } from '../../../../shared/domain/health.ts';
import { offersPhrase } from '../../../../shared/domain/server-sentence.ts';
import { showServer } from '../../host/ui-store.ts';
import { useClient, useServer, useWindow } from '../../host/window-context.tsx';
import type { KnownServer } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { FailurePanel } from '../../parts/failures/failure-panel.tsx';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { failureOf } from '../../parts/failures/server-failure.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { isAtSignIn, SignInStep, SignInSteps } from './sign-in-step.tsx';
import { noteStep, stepsOf } from './step-times.ts';
import type { StepProgress, StepTimes } from './step-times.ts';
import { addTexts } from './texts.ts';
import { useTriedFailure } from './tried-failure.ts';
import { isProgram } from '../../../../shared/domain/transport-kind.ts';

/** The first try of a new server, step by step, and what came of it. */
export function LiveSteps(props: {
  name: string;
  onClose: (name?: string) => void;
  onRemoved: () => void;
}) {
  const { name, onClose, onRemoved } = props;
  const known = useServer(name);
  if (known === undefined) return null;
  return (
    <div className="pb-add">
      {isAtSignIn(known) ? <SignInSteps /> : <Steps known={known} />}
      <Outcome known={known} onClose={onClose} onRemoved={onRemoved} />
    </div>
  );
}

function useStepTimes(state: ConnectionState): StepTimes {
  const [times, setTimes] = useState<StepTimes>(() =>
    noteStep({ starting: Date.now() }, state, Date.now()),
  );
  useEffect(() => setTimes((old) => noteStep(old, state, Date.now())), [state]);
  return times;
}

function Steps({ known: { server, state, summary } }: { known: KnownServer }) {
  const t = useTexts(addTexts);
  const say = usePhrases();
  const times = useStepTimes(state);
  const [started, hands, listed] = stepsOf(times);
  const isStarted = isProgram(server.transport);
  const hasFailed = failureOf(state, server) !== null || state.kind === 'needs-setup';
  const offers = offersPhrase(summary);
  const listing =
    state.kind !== 'ready'
      ? t('step.listing')
      : offers === undefined
        ? t('step.offersNothing')
        : t('step.offers', { offers: say(offers) });
  const shook =
    state.kind === 'ready'
      ? t('step.handsWith', { server: `${state.serverInfo.name} ${state.serverInfo.version}` })
      : t(hands.status === 'done' ? 'step.shook' : isStarted ? 'step.shaking' : 'step.reaching');
  // Nothing is known of an address before it answers, so its first step is the handshake.
  return (
    <ol className="pb-steps" aria-live="polite">
      {isStarted && (
        <Step
          label={t(started.status === 'done' ? 'step.started' : 'step.starting')}
          progress={started}
          hasFailed={hasFailed}
        />
      )}
      <Step label={shook} progress={hands} hasFailed={hasFailed} />
      <Step label={listing} progress={listed} hasFailed={hasFailed} />
    </ol>
  );
}

function Step(props: { label: string; progress: StepProgress; hasFailed: boolean }) {
  const { label, progress, hasFailed } = props;
  const format = useFormat();
  const kind =
    progress.status === 'done'
      ? 'ready'
      : progress.status === 'ahead'
        ? 'idle'
        : hasFailed
          ? 'failed'
          : 'connecting';
  return (
    <li data-status={progress.status}>
      <StateGlyph shape={glyphFor(kind)} size={14} />
      <span>{label}</span>
      {progress.status === 'done' && <time>{format.duration(progress.tookMs)}</time>}
    </li>
  );
}

function Outcome(props: {
  known: KnownServer;
  onClose: (name?: string) => void;
  onRemoved: () => void;
}) {
  const { known, onClose, onRemoved } = props;
  const { server, state } = known;
  const t = useTexts(addTexts);
  const say = usePhrases();
  const client = useClient();
  const report = useReporter();
  const tried = useTriedFailure(state, server);
  const { name } = server;
  if (isAtSignIn(known)) {
    return (
      <SignInStep known={known} onLater={() => onClose(name)}>
        <ChangeDetails name={name} />
      </SignInStep>
    );
  }
  if (tried !== null) {
    const remove = () => report(client.servers.remove({ name }).then(onRemoved));
    return (
      <>
        <FailurePanel kind={tried.kind} failure={tried.failure} server={name} />
        <Group key="tried" justify="flex-end" className="pb-dialog-foot">
          <Button size="sm" variant="subtle" color="red" onClick={remove}>
            {t('remove')}
          </Button>
          <ChangeDetails name={name} />
          <Button
            size="sm"
            variant="light"
            loading={state.kind === 'connecting'}
            onClick={() => report(client.connections.connect({ name }))}
          >
            {t('retry')}
          </Button>
          {/* Last, where "Done" was a moment ago: a click on its way must not start anything. */}
          <Button size="sm" variant="default" autoFocus onClick={() => onClose(name)}>
            {t('keep')}
          </Button>
        </Group>
      </>
    );
  }
  const isWorking = state.kind === 'connecting';
  const nowMs = Date.now();
  return (
    <>
      {!isWorking && state.kind !== 'ready' && (
        <p role="status">{say(healthOf({ ...known, nowMs }).sentence)}</p>
      )}
      {/* A key of its own: a button that is pressed must not become another one under the hand. */}
      <Group key="done" justify="flex-end" className="pb-dialog-foot">
        <Button
          size="sm"
          variant={isWorking ? 'default' : 'filled'}
          // Whoever added it by keys goes on with the next one.
          autoFocus
          onClick={() => onClose(name)}
        >
          {state.kind === 'needs-setup' ? say({ key: 'action.fillIn' }) : t('done')}
        </Button>
      </Group>
    </>
  );
}

function ChangeDetails({ name }: { name: string }) {
  const t = useTexts(addTexts);
  const { ui } = useWindow();
  const onClick = () => {
    ui.setState({ adding: null });
    showServer(ui, name, 'settings');
  };
  return (
    <Button size="sm" variant="default" onClick={onClick}>
      {t('change')}
    </Button>
  );
}
