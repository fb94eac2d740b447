import { useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent } from 'react';

import type { Caution } from '../../../../shared/domain/caution.ts';
import type { Tool } from '../../../../shared/domain/catalog.ts';
import { CautionList } from '../../parts/cautions/caution-list.tsx';
import { useRun } from '../../parts/runs/use-run.ts';
import { RequestProblemPanel } from '../../parts/failures/request-problem-panel.tsx';
import { RunningLine } from '../../parts/runs/run-line.tsx';
import { useJudge } from '../../ui/use-judge.ts';
import { ArgumentsEditor } from './arguments-editor.tsx';
import { RunBar } from './run-bar.tsx';
import { RunRefused } from './run-refused.tsx';
import { planForm } from './schema/form-schema.ts';
import type { FormPlan } from './schema/form-schema.ts';
import { placeRemarks } from './schema/place-remarks.ts';
import { ToolHeader } from './tool-header.tsx';
import { ToolOffNote } from './tool-off-note.tsx';
import { toolKey, useToolMemory } from './tool-memory.ts';
import type { ToolDraft } from './tool-memory.ts';
import { ToolResultView } from './tool-result-view.tsx';
import { useToolRun } from './use-tool-run.ts';

/** One tool: what it does, what it takes, and what it answered. */
export function ToolDetail(props: { name: string; tool: Tool; cautions: readonly Caution[] }) {
  const { name, tool } = props;
  const cautions = props.cautions.filter((one) => one.list === 'tools' && one.name === tool.name);
  const memory = useToolMemory();
  const key = toolKey(name, tool.name);
  const plan = useMemo(() => planForm(tool.inputSchema), [tool.inputSchema]);
  const { running, last, past } = useRun(memory, key);
  const { draft, setDraft, run, runAnyway, repeat } = useToolRun({ memory, key, name, tool, plan });
  const article = useRef<HTMLElement>(null);
  const judge = useJudge();
  useEffect(() => judge.warm(), [judge]);
  const onRun = async () => {
    if (!(await run())) requestAnimationFrame(() => showFirstRefused(article.current));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void onRun();
  };
  return (
    <article ref={article} className="pb-offer-body" onKeyDown={onKeyDown}>
      <ToolHeader tool={tool} />
      {cautions.length > 0 && <CautionList cautions={cautions} isOfOneItem />}
      <ToolOffNote name={name} tool={tool.name} />
      <ArgumentsEditor plan={plan} draft={draft} onChange={setDraft} />
      {draft.remarks.length > 0 && (
        <RunRefused above={unseenRemarks(plan, draft)} onAnyway={runAnyway} />
      )}
      <RunBar
        last={last}
        isRefused={draft.remarks.length > 0}
        isUnjudged={draft.isUnjudged}
        isRunning={running !== null}
        onRun={() => void onRun()}
      />
      {running !== null && (
        <RunningLine name={name} {...running} onCancel={() => memory.cancel(key)} />
      )}
      <div className="pb-stale" data-stale={running !== null ? '' : undefined}>
        {last?.kind === 'failed' && <RequestProblemPanel name={name} problem={last.problem} />}
        {last?.kind === 'done' && (
          <ToolResultView
            key={last.endedAt}
            server={name}
            answer={last.value}
            past={past}
            onRepeat={repeat}
          />
        )}
      </div>
    </article>
  );
}

/** What no field shows; written as JSON, the text has its own list. */
function unseenRemarks(plan: FormPlan, { mode, data, remarks }: ToolDraft) {
  return plan.kind === 'form' && mode === 'form'
    ? placeRemarks(plan.schema, data, remarks).above
    : [];
}

function showFirstRefused(article: HTMLElement | null): void {
  const refused = article?.querySelector<HTMLElement>(
    '[aria-invalid="true"], .pb-arguments .pb-form-error, .pb-refused',
  );
  refused?.focus();
  refused?.scrollIntoView({ block: 'nearest' });
}
