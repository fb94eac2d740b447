import type { ToolChoice } from '../../shared/domain/approval.ts';
import type { ToolFacts } from './tool-facts.ts';

/** What a person decided about a tool for every app; a yes is to one definition. */
export interface DecidedTool {
  readonly choice: ToolChoice;
  /** The print of the definition it was said to; only a yes goes by it. */
  readonly print: string;
}

/** All that a person decided about one server of one owner. */
export interface Decisions {
  /** The launch a yes was given to; of another one there is none. */
  readonly place: string;
  /** What the server says of its tools counts. */
  readonly isBelieved: boolean;
  readonly tools: ReadonlyMap<string, DecidedTool>;
  /** By app: its tools with the prints of their definitions. */
  readonly apps: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /**
   * What was decided before could not be proven, so that a no may be missing; until a person decides
   * on the server's page again.
   */
  readonly isIncomplete: boolean;
}

/** Nothing was decided. */
export const noDecisions: Decisions = {
  place: '',
  isBelieved: false,
  tools: new Map(),
  apps: new Map(),
  isIncomplete: false,
};

/** Nobody can tell what was decided. */
export const lostDecisions: Decisions = { ...noDecisions, isIncomplete: true };

/** Of decisions only what refuses. */
export function onlyRefusals(decisions: Decisions): Decisions {
  const tools = [...decisions.tools].filter(([, { choice }]) => choice === 'never');
  return { ...noDecisions, tools: new Map(tools) };
}

/** Whose call it is, and of what. */
export interface JudgedCall {
  /** Whoever calls, see {@link callerKey}. */
  readonly caller: string;
  readonly tool: string;
  readonly facts: ToolFacts;
  /** The launch of the server as it is now. */
  readonly place: string;
}

/** What follows from the decisions; a reason goes with what needs nobody. */
export type Verdict =
  | { readonly kind: 'pass'; readonly by: 'app' | 'tool' | 'read-only' }
  | { readonly kind: 'ask' }
  | { readonly kind: 'never' };

const ask: Verdict = { kind: 'ask' };

/**
 * What is done with a call. A no counts whatever has become of the server; a yes only for the very
 * launch and definition it was given to. What nobody decided is asked, but for tools that only read,
 * of servers whose word counts.
 */
export function judgeCall(decisions: Decisions, call: JudgedCall): Verdict {
  const { caller, tool, facts, place } = call;
  const decided = decisions.tools.get(tool);
  if (decided?.choice === 'never') return { kind: 'never' };
  if (decisions.place !== place) return ask;
  if (decisions.apps.get(caller)?.get(tool) === facts.print) return { kind: 'pass', by: 'app' };
  if (decided?.choice === 'ask') return ask;
  if (decided !== undefined) {
    return decided.print === facts.print ? { kind: 'pass', by: 'tool' } : ask;
  }
  return decisions.isBelieved && facts.claim === 'reads' ? { kind: 'pass', by: 'read-only' } : ask;
}

/** One thing a person decides. `place` is the launch they see. */
export type DecisionChange = { readonly place: string } & (
  | {
      readonly kind: 'choose';
      readonly choice: ToolChoice;
      readonly tools: readonly PrintedTool[];
    }
  | { readonly kind: 'allow-app'; readonly caller: string; readonly tools: readonly PrintedTool[] }
  | { readonly kind: 'forget-app'; readonly caller: string; readonly tool?: string }
  | { readonly kind: 'believe'; readonly isBelieved: boolean }
);

/** A tool and the print of its definition. */
export interface PrintedTool {
  readonly tool: string;
  readonly print: string;
}

/** The decisions after a change. */
export function afterDeciding(before: Decisions, change: DecisionChange): Decisions {
  const decisions = atPlace(before, change.place);
  switch (change.kind) {
    case 'believe':
      return { ...decisions, isBelieved: change.isBelieved, isIncomplete: false };
    case 'choose': {
      const tools = new Map(decisions.tools);
      for (const { tool, print } of change.tools) tools.set(tool, { choice: change.choice, print });
      // What an app was allowed in particular ends with a narrower word about the tool.
      const named = new Set(change.tools.map(({ tool }) => tool));
      const apps =
        change.choice === 'always' ? decisions.apps : withoutTools(decisions.apps, named);
      return { ...decisions, tools, apps, isIncomplete: false };
    }
    case 'allow-app': {
      const own = new Map(decisions.apps.get(change.caller));
      for (const { tool, print } of change.tools) own.set(tool, print);
      return { ...decisions, apps: new Map(decisions.apps).set(change.caller, own) };
    }
    case 'forget-app': {
      const own = new Map(change.tool === undefined ? [] : decisions.apps.get(change.caller));
      if (change.tool !== undefined) own.delete(change.tool);
      const apps = new Map(decisions.apps);
      if (own.size === 0) apps.delete(change.caller);
      else apps.set(change.caller, own);
      return { ...decisions, apps };
    }
  }
}

/** Of decisions about another launch only what refuses or asks is left. */
function atPlace(decisions: Decisions, place: string): Decisions {
  if (decisions.place === place) return decisions;
  const tools = [...decisions.tools].filter(([, { choice }]) => choice !== 'always');
  const { isIncomplete } = decisions;
  return { place, isBelieved: false, tools: new Map(tools), apps: new Map(), isIncomplete };
}

function withoutTools(
  apps: Decisions['apps'],
  tools: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  return new Map(
    [...apps].flatMap(([app, own]) => {
      const left = [...own].filter(([tool]) => !tools.has(tool));
      return left.length === 0 ? [] : [[app, new Map(left)] as const];
    }),
  );
}
