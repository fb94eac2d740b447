import { useMemo, type KeyboardEvent } from 'react';

import type { Tool } from '../../../../shared/domain/catalog.ts';
import { useRun } from '../../ui/use-run.ts';
import { RequestProblemPanel } from '../../ui/request-problem-panel.tsx';
import { RunningLine } from '../../ui/run-line.tsx';
import { ArgumentsEditor } from './arguments-editor.tsx';
import { RunBar } from './run-bar.tsx';
import { planForm } from './schema/form-schema.ts';
import { ToolHeader } from './tool-header.tsx';
import { useToolMemory } from './tool-memory.ts';
import { ToolResultView } from './tool-result-view.tsx';
import { useToolRun } from './use-tool-run.ts';

/** One tool: what it does, what it takes, and what it answered. */
export function ToolDetail({ name, tool }: { name: string; tool: Tool }) {
  const memory = useToolMemory();
  const key = JSON.stringify([name, tool.name]);
  const plan = useMemo(() => planForm(tool.inputSchema), [tool.inputSchema]);
  const { running, last } = useRun(memory, key);
  const { draft, setDraft, run, repeat } = useToolRun({ memory, key, name, tool, plan });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  };
  return (
    <article className="pb-offer-body" onKeyDown={onKeyDown}>
      <ToolHeader tool={tool} />
      <ArgumentsEditor plan={plan} draft={draft} onChange={setDraft} />
      <RunBar last={last} isRunning={running !== null} onRun={run} />
      {running !== null && (
        <RunningLine name={name} {...running} onCancel={() => memory.cancel(key)} />
      )}
      <div className="pb-stale" data-stale={running !== null ? '' : undefined}>
        {last?.kind === 'failed' && <RequestProblemPanel name={name} problem={last.problem} />}
        {last?.kind === 'done' && (
          <ToolResultView key={last.endedAt} answer={last.value} onRepeat={repeat} />
        )}
      </div>
    </article>
  );
}
