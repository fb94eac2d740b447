import { Button, Group } from '@mantine/core';
import { ORPCError } from '@orpc/client';
import { useCallback, useEffect, useState } from 'react';

import type {
  AppChange,
  AppChangePreview,
  AppFileRefusal,
  ConnectBy,
  ConnectedApp,
} from '../../../../shared/domain/connected-app.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useExplain } from '../../ui/use-reporter.ts';
import { ChangePreview, MovingServers } from './change-preview.tsx';
import { connectedAppsTexts } from './texts.ts';
import { WayChoice } from './way-choice.tsx';
import { whyNot } from './why.ts';
import type { Say } from './why.ts';

/** Shows exactly what a change writes to an app's file, and writes it when the person says so. */
export function ChangeDialog(props: {
  app: ConnectedApp;
  change: AppChange;
  /** Begins with this way; without it, with the one that is suggested. */
  by?: ConnectBy | undefined;
  onClose: () => void;
  onDone: () => void;
}) {
  const { app, change, onClose, onDone } = props;
  const t = useTexts(connectedAppsTexts);
  const { by, choose, preview, problem, isOutdated, isBusy, write } = usePreview(
    app,
    change,
    props.by,
    onDone,
  );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`preview.${change}`, { title: app.title })}
      size={680}
    >
      {change === 'connect' && <WayChoice app={app} by={by} onChange={choose} />}
      {problem !== null && <p role="alert">{problem}</p>}
      {isOutdated && <p role="status">{t('outdated')}</p>}
      {preview !== null && change === 'move-in' && (
        <MovingServers preview={preview} title={app.title} />
      )}
      {preview !== null && <ChangePreview preview={preview} title={app.title} />}
      {preview !== null && change !== 'disconnect' && (
        <p>
          <strong>{t('preview.next')}:</strong>{' '}
          {t(`next.${preview.by === 'bundle' ? 'install' : app.next}`, { title: app.title })}
        </p>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          disabled={preview === null || problem !== null}
          loading={isBusy}
          onClick={write}
          data-autofocus
        >
          {t(actionOf(preview))}
        </Button>
      </Group>
    </Dialog>
  );
}

/** What the button does, in its own word. */
function actionOf(preview: AppChangePreview | null): 'write' | 'run' | 'handOver' | 'forget' {
  if (preview?.by === 'command') return 'run';
  if (preview?.by !== 'bundle') return 'write';
  return preview.change === 'connect' ? 'handOver' : 'forget';
}

function usePreview(
  { id, ways }: ConnectedApp,
  change: AppChange,
  first: ConnectBy | undefined,
  onDone: () => void,
) {
  const t = useTexts(connectedAppsTexts);
  const client = useClient();
  const explain = useExplain();
  const [by, setBy] = useState(first ?? ways[0]);
  const [preview, setPreview] = useState<AppChangePreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOutdated, setIsOutdated] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const fail = useCallback(
    (error: unknown) => setProblem(refusalIn(error, t) ?? explain(error)),
    [t, explain],
  );
  const look = useCallback(
    () => client.connectedApps.preview({ id, change, by }),
    [client, id, change, by],
  );
  useEffect(() => {
    let isCurrent = true;
    look().then(
      (found) => isCurrent && setPreview(found),
      (error: unknown) => isCurrent && fail(error),
    );
    return () => {
      isCurrent = false;
    };
  }, [look, fail]);
  // Of another way, nothing that was said holds.
  const choose = (way: ConnectBy): void => {
    setBy(way);
    setPreview(null);
    setProblem(null);
    setIsOutdated(false);
  };
  const write = () => {
    if (preview === null) return;
    const { token } = preview;
    setIsBusy(true);
    void client.connectedApps
      .apply({ id, change, token, by })
      .then(onDone, async (error: unknown) => {
        if (!(error instanceof ORPCError) || error.code !== 'PREVIEW_OUTDATED') return fail(error);
        setIsOutdated(true);
        return look().then(setPreview, fail);
      })
      .finally(() => setIsBusy(false));
  };
  return { by, choose, preview, problem, isOutdated, isBusy, write };
}

function refusalIn(error: unknown, t: Say): string | null {
  if (!(error instanceof ORPCError) || error.code !== 'APP_FILE_REFUSED') return null;
  // The call declares it, and main has checked it.
  return whyNot(error.data as AppFileRefusal, t);
}
