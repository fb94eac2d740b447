import { Button, Group } from '@mantine/core';
import { ORPCError } from '@orpc/client';
import { useCallback, useEffect, useState } from 'react';

import type {
  AppChange,
  AppChangePreview,
  AppFileRefusal,
  ConnectedApp,
} from '../../../../shared/domain/connected-app.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useExplain } from '../../ui/use-reporter.ts';
import { ChangeDiff } from './change-diff.tsx';
import { connectedAppsTexts } from './texts.ts';
import { whyNot } from './why.ts';
import type { Say } from './why.ts';

/** Shows exactly what a change writes to an app's file, and writes it when the person says so. */
export function ChangeDialog(props: {
  app: ConnectedApp;
  change: AppChange;
  onClose: () => void;
  onDone: () => void;
}) {
  const { app, change, onClose, onDone } = props;
  const t = useTexts(connectedAppsTexts);
  const { preview, problem, isOutdated, write } = usePreview(app.id, change, onDone);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(`preview.${change}`, { title: app.title })}
      size={680}
    >
      {problem !== null && <p role="alert">{problem}</p>}
      {isOutdated && <p role="status">{t('outdated')}</p>}
      {preview !== null && change === 'move-in' && <Moving preview={preview} title={app.title} />}
      {preview !== null && <Preview preview={preview} />}
      {preview !== null && change !== 'disconnect' && (
        <p>
          <strong>{t('preview.next')}:</strong> {t(`next.${app.next}`, { title: app.title })}
        </p>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button disabled={preview === null || problem !== null} onClick={write} data-autofocus>
          {t('write')}
        </Button>
      </Group>
    </Dialog>
  );
}

/** Which servers come here, and which stay. */
function Moving({ preview, title }: { preview: AppChangePreview; title: string }) {
  const t = useTexts(connectedAppsTexts);
  const { moving, staying } = preview;
  return (
    <>
      <p>{t(moving.length === 0 ? 'move.none' : 'move.text', { title })}</p>
      <ul>
        {moving.map((one) => (
          <li key={one.title}>{one.isHere ? t('move.here', { title: one.title }) : one.title}</li>
        ))}
      </ul>
      {staying.length > 0 && <p>{t('move.staying', { names: staying.join(', ') })}</p>}
    </>
  );
}

function Preview({ preview }: { preview: AppChangePreview }) {
  const t = useTexts(connectedAppsTexts);
  const { place, linkTarget, isNewFile, removesFile, backupFolder, lines } = preview;
  return (
    <>
      <p>{lines.length === 0 ? t('preview.whole') : t('preview.text')}</p>
      {lines.length > 0 && <ChangeDiff lines={lines} />}
      <dl className="pb-change-facts">
        <dt>{t('preview.file')}</dt>
        <dd>
          <code>{place}</code>
          {linkTarget !== null && <p>{t('preview.link', { target: linkTarget })}</p>}
          {isNewFile && <p>{t('preview.new')}</p>}
          {removesFile && <p>{t('preview.removes')}</p>}
        </dd>
        {backupFolder !== null && (
          <>
            <dt>{t('preview.backup')}</dt>
            <dd>
              <code>{backupFolder}</code>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function usePreview(id: string, change: AppChange, onDone: () => void) {
  const t = useTexts(connectedAppsTexts);
  const client = useClient();
  const explain = useExplain();
  const [preview, setPreview] = useState<AppChangePreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOutdated, setIsOutdated] = useState(false);
  const fail = useCallback(
    (error: unknown) => setProblem(refusalIn(error, t) ?? explain(error)),
    [t, explain],
  );
  const look = useCallback(
    () => client.connectedApps.preview({ id, change }).then(setPreview, fail),
    [client, id, change, fail],
  );
  useEffect(() => void look(), [look]);
  const write = () => {
    if (preview === null) return;
    const { token } = preview;
    client.connectedApps.apply({ id, change, token }).then(onDone, async (error: unknown) => {
      if (!(error instanceof ORPCError) || error.code !== 'PREVIEW_OUTDATED') return fail(error);
      setIsOutdated(true);
      return look();
    });
  };
  return { preview, problem, isOutdated, write };
}

function refusalIn(error: unknown, t: Say): string | null {
  if (!(error instanceof ORPCError) || error.code !== 'APP_FILE_REFUSED') return null;
  // The call declares it, and main has checked it.
  return whyNot(error.data as AppFileRefusal, t);
}
