import { Button } from '@mantine/core';
import { useState } from 'react';

import type { Backup } from '../../../../shared/domain/moving.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { useFormat } from '../../ui/use-format.ts';
import { RestoreDialog } from './restore-dialog.tsx';
import { movingTexts } from './texts.ts';
import { useBackups } from './use-backups.ts';

/** So many are looked at most of the time. */
const shownAtFirst = 3;

/** Earlier states, newest first: when, how much, and before what. */
export function BackupList() {
  const t = useTexts(movingTexts);
  const [backups, readAgain] = useBackups();
  const [isWhole, setWhole] = useState(false);
  const [chosen, setChosen] = useState<Backup | null>(null);
  if (backups === null) return null;
  if (backups.length === 0) return <p className="pb-hint">{t('backups.none')}</p>;
  const shown = isWhole ? backups : backups.slice(0, shownAtFirst);
  const more = backups.length - shown.length;
  return (
    <>
      <ul className="pb-secrets" aria-label={t('backups')}>
        {shown.map((backup) => (
          <BackupLine key={backup.id} backup={backup} onRestore={() => setChosen(backup)} />
        ))}
      </ul>
      {more > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          className="pb-backups-more"
          onClick={() => setWhole(true)}
        >
          {t('backups.more', { count: more })}
        </Button>
      )}
      {chosen !== null && (
        <RestoreDialog
          backup={chosen}
          onClose={() => {
            setChosen(null);
            readAgain();
          }}
        />
      )}
    </>
  );
}

function BackupLine({ backup, onRestore }: { backup: Backup; onRestore: () => void }) {
  const t = useTexts(movingTexts);
  const { moment } = useFormat();
  const { at, reason, servers, profiles } = backup;
  const counts = `${t('servers', { count: servers })} · ${t('profiles', { count: profiles })}`;
  return (
    <li data-reason={reason}>
      <span className="pb-two-lines">
        <span className="pb-strong">{moment(at)}</span>
        <span className="pb-small">
          {t(`reason.${reason}`)} · {counts}
        </span>
      </span>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={t('restore.of', { when: moment(at) })}
        onClick={onRestore}
      >
        {t('restore')}
      </Button>
    </li>
  );
}
