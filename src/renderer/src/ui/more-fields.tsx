import { Button } from '@mantine/core';

import { useTexts } from '../i18n/use-texts.ts';
import { uiTexts } from './texts.ts';

/** Says how many fields of a form are not shown yet, and shows more of them. Nothing when all are. */
export function MoreFields({ left, onMore }: { left: number; onMore: () => void }) {
  const t = useTexts(uiTexts);
  if (left <= 0) return null;
  return (
    <div className="pb-more-fields">
      <span>{t('fields.left', { count: left })}</span>
      <Button size="compact-xs" variant="default" onClick={onMore}>
        {t('fields.more')}
      </Button>
    </div>
  );
}
