import { Button, Kbd } from '@mantine/core';
import { IconPlayerPlayFilled, IconRepeat } from '@tabler/icons-react';

import { useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Ended } from '../../ui/run-memory.ts';
import { LastRun } from '../../ui/run-line.tsx';
import { toolsTexts } from './texts.ts';

/** The button that runs a tool, its key, and when it last ran. */
export function RunBar(props: {
  last: Ended<unknown> | null;
  isRunning: boolean;
  onRun: () => void;
}) {
  const { last, isRunning, onRun } = props;
  const t = useTexts(toolsTexts);
  const isMac = useMirror(({ snapshot }) => snapshot?.app.platform === 'darwin');
  return (
    <div className="pb-run-bar">
      <Button leftSection={<IconPlayerPlayFilled size={13} />} disabled={isRunning} onClick={onRun}>
        {t('run')}
      </Button>
      <Kbd size="xs" aria-hidden="true">
        {isMac ? '⌘' : 'Ctrl'} ↵
      </Kbd>
      <span className="pb-grow" />
      <LastRun last={last} isRunning={isRunning} />
    </div>
  );
}

/** The button that asks once more with the same input. */
export function RepeatButton({ onRepeat }: { onRepeat: () => void }) {
  const t = useTexts(toolsTexts);
  return (
    <Button
      variant="subtle"
      color="gray"
      className="pb-quiet"
      leftSection={<IconRepeat size={15} />}
      onClick={onRepeat}
    >
      {t('repeat')}
    </Button>
  );
}
