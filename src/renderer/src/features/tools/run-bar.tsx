import { Button, Kbd } from '@mantine/core';
import { IconPlayerPlayFilled, IconRepeat } from '@tabler/icons-react';

import { useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Ended } from '../../parts/runs/run-memory.ts';
import { LastRun } from '../../parts/runs/run-line.tsx';
import { tabTexts } from '../../parts/offers/tab-texts.ts';
import { toolsTexts } from './texts.ts';

/** The button that runs a tool, its key, and when it last ran. */
export function RunBar(props: {
  last: Ended<unknown> | null;
  /** Whether something typed in has to be put right first. */
  isRefused: boolean;
  /** Whether it could not be checked before it was sent. */
  isUnjudged: boolean;
  isRunning: boolean;
  onRun: () => void;
}) {
  const { last, isRefused, isUnjudged, isRunning, onRun } = props;
  const shared = useTexts(tabTexts);
  const t = useTexts(toolsTexts);
  const isMac = useMirror(({ snapshot }) => snapshot?.app.platform === 'darwin');
  const bar = (
    <div className="pb-run-bar">
      <Button leftSection={<IconPlayerPlayFilled size={13} />} disabled={isRunning} onClick={onRun}>
        {t('run')}
      </Button>
      <Kbd size="xs" aria-hidden="true">
        {isMac ? '⌘' : 'Ctrl'} ↵
      </Kbd>
      <span className="pb-grow" />
      {isRefused ? (
        <span className="pb-form-error" role="alert">
          {shared('problem.invalid')}
        </span>
      ) : (
        <LastRun verb="run" last={last} isRunning={isRunning} />
      )}
    </div>
  );
  return (
    <>
      {bar}
      {isUnjudged && (
        <p className="pb-hint pb-unjudged" role="status">
          {t('unjudged')}
        </p>
      )}
    </>
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
