import { Button } from '@mantine/core';
import { useState } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { RightsDialog } from '../../parts/app-rights/rights-dialog.tsx';
import { rightsTexts } from '../../parts/app-rights/rights-texts.ts';
import { appsSectionTexts } from './apps-section-texts.ts';

/** What commands in a terminal see. */
export function TerminalRights() {
  const t = useTexts(appsSectionTexts);
  const rightsWords = useTexts(rightsTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className="pb-setting-line">
      <span>
        <span>{t('terminal')}</span>
        <span className="pb-hint">{t('terminal.hint')}</span>
      </span>
      <Button
        variant="default"
        aria-label={rightsWords('openNamed', { title: t('terminal') })}
        onClick={() => setIsOpen(true)}
      >
        {rightsWords('open')}
      </Button>
      {isOpen && (
        <RightsDialog caller="command" title={t('terminal')} onClose={() => setIsOpen(false)} />
      )}
    </div>
  );
}
