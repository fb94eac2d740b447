import { useCallback } from 'react';

import type { JsonObject, Tool } from '../../../../shared/domain/catalog.ts';
import { useClient } from '../../host/window-context.tsx';
import type { RunMemory } from '../../ui/run-memory.ts';
import { useRun } from '../../ui/use-run.ts';
import { readJsonArguments } from './json-arguments.ts';
import { checkValue } from '../../../../shared/json-schema/check-value.ts';
import { cleanArguments, initialData } from './schema/clean-arguments.ts';
import type { Remark } from './schema/error-tree.ts';
import type { FormPlan } from './schema/form-schema.ts';
import { askTool, type ToolAnswer, type ToolDraft } from './tool-memory.ts';
import { useSayProblem } from './use-say-problem.ts';

/** The draft of a tool's input, and what runs it once nothing is wrong with it. */
export function useToolRun(input: {
  memory: RunMemory<ToolDraft, ToolAnswer>;
  key: string;
  name: string;
  tool: Tool;
  plan: FormPlan;
}) {
  const { memory, key, name, tool, plan } = input;
  const client = useClient();
  const remarksOn = useRemarks(tool);
  const known = useRun(memory, key);
  const draft = withRefusal(known.draft ?? initialDraft(plan), known.last);

  const setDraft = (change: Partial<ToolDraft>) => {
    const next: ToolDraft = { ...draft, ...change, changedAt: Date.now() };
    // What was wrong before is looked at again with each change, so that it goes once it is right.
    const args = draft.remarks.length > 0 ? argumentsOf(next, plan) : null;
    memory.setDraft(key, { ...next, remarks: args === null ? [] : remarksOn(args) });
  };
  const start = (args: JsonObject) =>
    memory.start(key, askTool(client, { name, tool: tool.name, args }));
  /** Whether nothing was wrong, so that the tool runs now. */
  const run = (): boolean => {
    const args = argumentsOf(draft, plan);
    if (args === null) return false;
    const remarks = remarksOn(args);
    memory.setDraft(key, { ...draft, remarks });
    if (remarks.length === 0) start(args);
    return remarks.length === 0;
  };
  return { draft, setDraft, run, repeat: start };
}

function useRemarks(tool: Tool): (args: JsonObject) => readonly Remark[] {
  const say = useSayProblem();
  const { inputSchema } = tool;
  return useCallback(
    (args) =>
      checkValue(inputSchema, args).map((problem) => ({
        path: problem.path,
        message: say(problem),
      })),
    [inputSchema, say],
  );
}

function initialDraft(plan: FormPlan): ToolDraft {
  const isForm = plan.kind === 'form';
  return {
    mode: isForm ? 'form' : 'json',
    data: isForm ? initialData(plan.schema) : {},
    json: '{}',
    remarks: [],
    changedAt: 0,
  };
}

/** The draft with what main refused in it, until it is changed. */
function withRefusal(
  draft: ToolDraft,
  last: ReturnType<typeof useRun<ToolDraft, ToolAnswer>>['last'],
): ToolDraft {
  if (last?.kind !== 'failed' || last.problem.kind !== 'invalid') return draft;
  if (draft.remarks.length > 0 || draft.changedAt > last.endedAt) return draft;
  const remarks = last.problem.problems.map(({ path, message }) => ({
    path: path === '' ? [] : path.split('.'),
    message,
  }));
  return { ...draft, remarks };
}

/** What would be sent; null while the JSON cannot be read. */
export function argumentsOf(draft: ToolDraft, plan: FormPlan): JsonObject | null {
  if (draft.mode === 'form' && plan.kind === 'form') {
    return cleanArguments(plan.schema, draft.data);
  }
  const read = readJsonArguments(draft.json);
  return read.ok ? read.value : null;
}
