import { Button, Group } from '@mantine/core';
import { isDefinedError, safe } from '@orpc/client';
import { useEffect, useState } from 'react';

import type { Backup, RestorePlan } from '../../../../shared/domain/moving.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ExactText } from '../../ui/exact-text.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { useExplain } from '../../ui/use-reporter.ts';
import { movingTexts } from './texts.ts';

type Say = SayText<typeof movingTexts.words.en>;

/** Says what a restore would change, and asks; the way back has the focus. */
export function RestoreDialog({ backup, onClose }: { backup: Backup; onClose: () => void }) {
  const t = useTexts(movingTexts);
  const client = useClient();
  const explain = useExplain();
  const { moment } = useFormat();
  const [plan, setPlan] = useState<RestorePlan | null>(null);
  const [message, setMessage] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { id } = backup;
  useEffect(() => {
    let isShown = true;
    void safe(client.moving.examine({ id })).then(({ error, data }) => {
      if (!isShown) return;
      if (error === null) setPlan(data);
      else setMessage(refusal(error, t) ?? explain(error));
    });
    return () => {
      isShown = false;
    };
  }, [client, id, t, explain]);
  const restore = async () => {
    setBusy(true);
    const { error } = await safe(client.moving.restore({ id }));
    setBusy(false);
    if (error === null) onClose();
    else setMessage(refusal(error, t) ?? explain(error));
  };
  const lines = plan === null ? [] : linesOf(plan, t);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('restore.title', { when: moment(backup.at) })}
      size={480}
      classNames={{ title: 'pb-modal-title' }}
    >
      {plan !== null && lines.length === 0 && <p role="status">{t('restore.same')}</p>}
      {lines.length > 0 && (
        <>
          <dl className="pb-restore">
            {lines.map(({ kind, titles }) => (
              <div key={kind} data-change={kind}>
                <dt>{t(`restore.${kind}`)}</dt>
                <dd>
                  {titles.map((title) => (
                    <span key={title} className="pb-tag">
                      <ExactText text={title} />
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <p className="pb-hint">{t('restore.safe')}</p>
        </>
      )}
      {message !== '' && (
        <p className="pb-problems" role="alert">
          {message}
        </p>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t(lines.length > 0 ? 'restore.keep' : 'done')}
        </Button>
        {lines.length > 0 && (
          <Button loading={isBusy} onClick={() => void restore()}>
            {t('restore.go')}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}

function linesOf({ servers, profiles }: RestorePlan, t: Say) {
  return (['back', 'gone', 'changed'] as const)
    .map((kind) => ({
      kind,
      titles: [...servers[kind], ...profiles[kind].map((title) => t('restore.profile', { title }))],
    }))
    .filter(({ titles }) => titles.length > 0);
}

function refusal(error: Error, t: Say): string | undefined {
  if (!isDefinedError(error)) return undefined;
  const { code } = error as { readonly code?: string };
  if (code === 'BACKUP_NOT_FOUND') return t('restore.gone.backup');
  return code === 'BACKUP_UNREADABLE' ? t('restore.unreadable') : undefined;
}
