import { useMemo } from 'react';

import type { ResourceContent } from '../../../../shared/domain/catalog.ts';
import { partsOfResource } from '../../parts/runs/content-parts.ts';
import { ContentView } from '../../parts/runs/content-view.tsx';
import { viewsOf } from '../../parts/runs/content-views.ts';
import { RequestProblemPanel } from '../../parts/failures/request-problem-panel.tsx';
import { RunningLine } from '../../parts/runs/run-line.tsx';
import { useRun } from '../../parts/runs/use-run.ts';
import { useResourceMemory } from './resource-memory.ts';

/** How far the reading is, or what came of it. */
export function ReadResult({ name, memoryKey }: { name: string; memoryKey: string }) {
  const memory = useResourceMemory();
  const { running, last } = useRun(memory, memoryKey);
  return (
    <>
      {running !== null && (
        <RunningLine name={name} {...running} onCancel={() => memory.cancel(memoryKey)} />
      )}
      <div className="pb-stale" data-stale={running !== null ? '' : undefined}>
        {last?.kind === 'failed' && <RequestProblemPanel name={name} problem={last.problem} />}
        {last?.kind === 'done' && (
          <Contents key={last.endedAt} server={name} content={last.value} />
        )}
      </div>
    </>
  );
}

function Contents(props: { server: string; content: ResourceContent }) {
  const { server, content } = props;
  const { contents, omitted } = content;
  const views = useMemo(() => viewsOf(partsOfResource(contents), undefined, contents), [contents]);
  return <ContentView views={views} server={server} omitted={omitted} />;
}
