import { useCallback, useRef } from 'react';

import { writeExactJson } from '../../../../shared/util/exact-json.ts';
import type { JsonObject, Tool } from '../../../../shared/domain/catalog.ts';
import { useClient } from '../../host/window-context.tsx';
import type { RunMemory } from '../../parts/runs/run-memory.ts';
import { useJudge } from '../../ui/use-judge.ts';
import { useRun } from '../../parts/runs/use-run.ts';
import { readJsonArguments } from './json-arguments.ts';
import { cleanArguments } from './schema/clean-arguments.ts';
import type { Remark } from './schema/error-tree.ts';
import { planForm } from './schema/form-schema.ts';
import type { FormPlan } from './schema/form-schema.ts';
import { initialData } from './schema/initial-data.ts';
import { askTool } from './tool-memory.ts';
import type { ToolAnswer, ToolDraft } from './tool-memory.ts';
import { useSayProblem } from './use-say-problem.ts';

/** What was found about arguments; null when they could not be judged. */
type Findings = readonly Remark[] | null;

// So that a long text being typed is not judged letter by letter.
const judgeAfterMs = 150;

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
  const judged = useFindings(tool);
  const later = useRef<ReturnType<typeof setTimeout>>(undefined);
  const known = useRun(memory, key);
  const draft = withRefusal(known.draft ?? initialDraft(plan), known.last);

  /** Keeps what was found about a draft, unless something else was typed meanwhile. */
  const note = (about: ToolDraft, change: Partial<ToolDraft>) => {
    const now = memory.store.getState().get(key)?.draft ?? about;
    if (now.changedAt === about.changedAt) memory.setDraft(key, { ...now, ...change });
  };
  const setDraft = (change: Partial<ToolDraft>) => {
    const next = { ...draft, ...change, isUnjudged: false, changedAt: Date.now() };
    memory.setDraft(key, next);
    clearTimeout(later.current);
    if (draft.remarks.length === 0) return;
    // What was wrong before is looked at again with each change, so that it goes once it is right.
    const again = async () => {
      const args = argumentsOf(next, plan);
      note(next, { remarks: args === null ? [] : ((await judged(args)) ?? []) });
    };
    later.current = setTimeout(() => void again(), judgeAfterMs);
  };
  const start = (args: JsonObject, isAnyway = false) => {
    const { attempt } = draft;
    const call = {
      name,
      tool: tool.name,
      args,
      isAnyway,
      ...(attempt !== undefined && { attempt }),
    };
    memory.start(key, askTool(client, call));
    // The next run is one of its own.
    if (attempt !== undefined) note(draft, { attempt: undefined });
  };
  /** Whether nothing was found wrong, so that the tool runs now. */
  const run = async (): Promise<boolean> => {
    clearTimeout(later.current);
    const args = argumentsOf(draft, plan);
    if (args === null) return false;
    const found = await judged(args);
    note(draft, { remarks: found ?? [], isUnjudged: found === null });
    if (found !== null && found.length > 0) return false;
    start(args);
    return true;
  };
  const sendable = draft.remarks.length > 0 ? argumentsOf(draft, plan) : null;
  const runAnyway = sendable === null ? undefined : () => start(sendable, true);
  return { draft, setDraft, run, runAnyway, repeat: (args: JsonObject) => start(args) };
}

function useFindings(tool: Tool): (args: JsonObject) => Promise<Findings> {
  const say = useSayProblem();
  const judge = useJudge();
  const { inputSchema } = tool;
  return useCallback(
    async (args) => {
      const verdict = await judge.judge(inputSchema, args);
      if (verdict.kind === 'not-judged') return null;
      return verdict.problems.map((problem) => ({ path: problem.path, message: say(problem) }));
    },
    [inputSchema, judge, say],
  );
}

function initialDraft(plan: FormPlan): ToolDraft {
  const isForm = plan.kind === 'form';
  return {
    mode: isForm ? 'form' : 'json',
    data: isForm ? initialData(plan.schema) : {},
    json: '{}',
    remarks: [],
    isUnjudged: false,
    changedAt: 0,
  };
}

/** What a call that is repeated starts with; nothing of its own arguments where none were kept. */
export function repeatedDraft(
  tool: Tool,
  args: JsonObject | undefined,
  attempt: number,
): ToolDraft {
  const first = { ...initialDraft(planForm(tool.inputSchema)), attempt, changedAt: Date.now() };
  if (args === undefined) return first;
  return { ...first, data: args, json: writeExactJson(args, 2) ?? '{}' };
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
