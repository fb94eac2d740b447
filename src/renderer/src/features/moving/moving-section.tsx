import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';

import { importFromFile } from '../../host/commands.ts';
import { showPart } from '../../host/ui-store.ts';
import { useUi, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { BackupList } from './backup-list.tsx';
import { movingTexts } from './texts.ts';

/** Settings: everything in one file, and the way back to an earlier state. */
export function MovingSection() {
  const t = useTexts(movingTexts);
  const parts = useWindow();
  const { ui } = parts;
  const report = useReporter();
  const part = useUi((state) => state.part);
  const backups = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (part !== 'backups') return;
    backups.current?.scrollIntoView({ block: 'start' });
    backups.current?.focus();
    showPart(ui, null);
  }, [part, ui]);
  return (
    <section className="pb-setting" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <div className="pb-setting-line">
        <span className="pb-setting-text">{t('move.text')}</span>
        <span className="pb-setting-buttons">
          <Button variant="default" onClick={() => ui.setState({ overlay: 'export' })}>
            {t('export.open')}
          </Button>
          <Button variant="default" onClick={() => report(importFromFile(parts))}>
            {t('import.open')}
          </Button>
        </span>
      </div>
      <div className="pb-backups" ref={backups} tabIndex={-1}>
        <h3>{t('backups')}</h3>
        <p className="pb-hint">{t('backups.text')}</p>
        <BackupList />
      </div>
    </section>
  );
}
