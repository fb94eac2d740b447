import { Button, Group } from '@mantine/core';

import type { ConnectedApp } from '../../../../shared/domain/connected-app.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { connectedAppsTexts } from './texts.ts';

/** What to put into an app that lets no other program write its servers. */
export function ByHandDialog({ app, onClose }: { app: ConnectedApp; onClose: () => void }) {
  const t = useTexts(connectedAppsTexts);
  const { title, byHand, next } = app;
  if (byHand === null) return null;
  return (
    <Dialog opened onClose={onClose} title={t('hand.title', { title })} size={560}>
      <p>{t('hand.text', { title })}</p>
      <pre className="pb-change" tabIndex={0}>
        {byHand}
      </pre>
      <p>{t(`next.${next}`, { title })}</p>
      <Group justify="space-between" mt="lg">
        <CopyButton text={() => byHand} label={t('copy')} />
        <Button onClick={onClose}>{t('done')}</Button>
      </Group>
    </Dialog>
  );
}
