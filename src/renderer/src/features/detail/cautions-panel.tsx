import { Button } from '@mantine/core';
import { useState } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { CautionList } from '../../parts/cautions/caution-list.tsx';
import { cautionTexts } from '../../parts/cautions/caution-texts.ts';
import { useCautions } from '../../parts/cautions/use-cautions.ts';

/** Shown at once; the others at a click. */
const few = 3;

/** What is worth a look in what a server says of itself. */
export function CautionsPanel({ name }: { name: string }) {
  const t = useTexts(cautionTexts);
  const cautions = useCautions(name);
  const [showsAll, setShowsAll] = useState(false);
  if (cautions.length === 0) return null;
  const title = t('title', { count: cautions.length });
  return (
    <section className="pb-panel" data-tone="grey" aria-label={title}>
      <div className="pb-panel-body">
        <h3>{title}</h3>
        <p>{t('text')}</p>
        <CautionList cautions={showsAll ? cautions : cautions.slice(0, few)} />
        {!showsAll && cautions.length > few && (
          <Button size="compact-xs" variant="subtle" onClick={() => setShowsAll(true)}>
            {t('more', { count: cautions.length })}
          </Button>
        )}
      </div>
    </section>
  );
}
