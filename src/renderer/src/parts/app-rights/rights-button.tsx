import { Button } from '@mantine/core';
import { useState } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { RightsDialog } from './rights-dialog.tsx';
import { rightsTexts } from './rights-texts.ts';

/** Opens what a caller sees; `caller` as {@link RightsDialog} takes it. */
export function RightsButton(props: {
  caller: string;
  title: string;
  variant: 'default' | 'subtle';
}) {
  const { caller, title, variant } = props;
  const t = useTexts(rightsTexts);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        variant={variant}
        aria-label={t('openNamed', { title })}
        onClick={() => setIsOpen(true)}
      >
        {t('open')}
      </Button>
      {isOpen && <RightsDialog caller={caller} title={title} onClose={() => setIsOpen(false)} />}
    </>
  );
}
