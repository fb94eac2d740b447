import { Button, Progress } from '@mantine/core';

import type { Progress as Told } from '../../../../shared/domain/catalog.ts';
import { useServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { Ended } from './run-memory.ts';
import { tabTexts } from '../offers/tab-texts.ts';
import { useAge } from '../../ui/use-age.ts';
import { useFormat } from '../../ui/use-format.ts';
import { useNow } from '../../ui/use-now.ts';

/** How far a running request is, and the button that ends it. */
export function RunningLine(props: {
  name: string;
  startedAt: number;
  progress: Told | null;
  onCancel: () => void;
}) {
  const { name, startedAt, progress, onCancel } = props;
  const t = useTexts(tabTexts);
  const format = useFormat();
  const nowMs = useNow(true);
  const kind = useServer(name)?.state.kind;
  const share = shareOf(progress);
  const count =
    progress?.total !== undefined &&
    t('progress.of', { done: progress.progress, total: progress.total });
  const waiting = t(kind === 'connecting' || kind === 'signing-in' ? kind : 'running');
  const seconds = Math.max(0, Math.floor((nowMs - startedAt) / 1000)) * 1000;
  return (
    <div className="pb-running">
      <div className="pb-running-words">
        <span role="status">{progress?.message ?? waiting}</span>
        <span className="pb-small">
          {[count, seconds > 0 && format.duration(seconds)].filter(Boolean).join(' · ')}
        </span>
        <Button size="compact-xs" variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
      <Progress
        aria-label={t('progress')}
        value={share ?? 100}
        animated={share === null}
        size="sm"
        transitionDuration={200}
      />
    </div>
  );
}

function shareOf(progress: Told | null): number | null {
  if (progress?.total === undefined || progress.total <= 0) return null;
  return Math.min(100, Math.max(0, (progress.progress / progress.total) * 100));
}

/** When something was last asked and how long the answer took, or that it was cancelled. */
export function LastRun(props: {
  verb: 'run' | 'read' | 'get';
  last: Ended<unknown> | null;
  isRunning: boolean;
}) {
  const { verb, last, isRunning } = props;
  const t = useTexts(tabTexts);
  if (last?.kind === 'done') {
    return <Answered verb={verb} at={last.endedAt} tookMs={last.tookMs} />;
  }
  if (last?.kind !== 'cancelled' || isRunning) return null;
  return (
    <span className="pb-small" role="status">
      {t('cancelled')}
    </span>
  );
}

function Answered(props: { verb: 'run' | 'read' | 'get'; at: number; tookMs: number }) {
  const { verb, at, tookMs } = props;
  const t = useTexts(tabTexts);
  const format = useFormat();
  const nowMs = useNow(true);
  const age = useAge(at, 'narrow');
  return (
    <span className="pb-small pb-last-run">
      {t(`took.${verb}`, {
        age: nowMs - at < 1000 ? t('justNow') : age,
        took: format.duration(tookMs),
      })}
    </span>
  );
}
