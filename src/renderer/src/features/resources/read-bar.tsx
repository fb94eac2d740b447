import { Button } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';

import { useTexts } from '../../i18n/use-texts.ts';
import { LastRun } from '../../parts/runs/run-line.tsx';
import { useRun } from '../../parts/runs/use-run.ts';
import { useResourceMemory } from './resource-memory.ts';
import { resourcesTexts } from './texts.ts';

/** The button that reads a resource, and when it was last read. */
export function ReadBar(props: { memoryKey: string; isReady?: boolean; onRead: () => void }) {
  const { memoryKey, isReady = true, onRead } = props;
  const t = useTexts(resourcesTexts);
  const { running, last } = useRun(useResourceMemory(), memoryKey);
  return (
    <div className="pb-run-bar">
      <Button
        leftSection={<IconBook2 size={15} />}
        disabled={running !== null || !isReady}
        onClick={onRead}
      >
        {t('read')}
      </Button>
      <span className="pb-grow" />
      <LastRun verb="read" last={last} isRunning={running !== null} />
    </div>
  );
}
