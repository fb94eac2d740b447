import { Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useState } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { resultTexts } from '../../parts/runs/result-texts.ts';
import type { Done } from '../../parts/runs/run-memory.ts';
import { preloaded } from '../../ui/preloaded.tsx';
import type { ToolAnswer } from './tool-memory.ts';

const CompareDialog = preloaded(async () => (await import('./compare-dialog.tsx')).CompareDialog);

/** The button that puts a run beside an earlier one of the same tool. */
export function CompareButton(props: { answer: ToolAnswer; past: readonly Done<ToolAnswer>[] }) {
  const t = useTexts(resultTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        className="pb-quiet"
        leftSection={<IconArrowsDiff size={15} />}
        onClick={() => setOpen(true)}
      >
        {t('compare')}
      </Button>
      {isOpen && <CompareDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
