import { Button, Group } from '@mantine/core';
import { ORPCError } from '@orpc/client';
import { useCallback, useEffect, useState } from 'react';

import type {
  AppChange,
  AppChangePreview,
  ConnectedApp,
} from '../../../../shared/domain/connected-app.ts';
import { appFileRefusalSchema } from '../../../../shared/domain/connected-app.ts';
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
      {preview !== null && <Preview preview={preview} />}
      {preview !== null && change === 'connect' && (
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
  const refusal = appFileRefusalSchema.safeParse(error.data);
  return refusal.success ? whyNot(refusal.data, t) : null;
}
