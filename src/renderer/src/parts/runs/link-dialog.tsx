import './markdown.css';

import { Button, Group } from '@mantine/core';
import { useState } from 'react';

import { openableAddress } from '../../../../shared/domain/openable-address.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ExactText } from '../../ui/exact-text.tsx';
import { hostOf } from '../../ui/host-of.ts';
import { resultTexts } from './result-texts.ts';

/** Shows where a link of a server's leads, whole and exact, before anything is opened. */
export function LinkDialog({ address, onClose }: { address: string; onClose: () => void }) {
  const t = useTexts(resultTexts);
  const client = useClient();
  const [isRefused, setRefused] = useState(false);
  const openable = openableAddress(address);
  const open = async () => {
    const { isOpen } = await client.app.openAddress({ address: openable ?? '' });
    if (isOpen) onClose();
    else setRefused(true);
  };
  return (
    <Dialog opened onClose={onClose} title={t('link.title')} size={480}>
      <p>{openable === null ? t('link.other') : t('link.site', { site: hostOf(openable) })}</p>
      <code className="pb-link-address" tabIndex={0} aria-label={t('link.address')}>
        <ExactText text={openable ?? address} />
      </code>
      {isRefused && <p role="alert">{t('link.refused')}</p>}
      <Group justify="flex-end" mt="lg">
        <CopyButton text={() => openable ?? address} />
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('link.cancel')}
        </Button>
        {openable !== null && (
          <Button onClick={() => void open().catch(() => setRefused(true))}>
            {t('link.open')}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
