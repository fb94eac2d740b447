import { Button } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';

import { useTexts } from '../../i18n/use-texts.ts';
import { passByEnvironmentTexts } from './pass-by-environment-texts.ts';

/** The button that takes a secret off a command line, with what that asks of the program. */
export function PassByEnvironment({ onClick }: { onClick: () => void }) {
  const t = useTexts(passByEnvironmentTexts);
  return (
    <div className="pb-pass-by-environment">
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconShieldLock size={14} />}
        onClick={onClick}
      >
        {t('button')}
      </Button>
      <span className="pb-hint">{t('hint')}</span>
    </div>
  );
}
