import type { JsonObject, ToolResult } from '../../../../shared/domain/catalog.ts';
import type { Client } from '../../host/client.ts';
import { perWindow } from '../../ui/per-window.ts';
import { createRunMemory } from '../../parts/runs/run-memory.ts';
import type { Ask } from '../../parts/runs/run-memory.ts';
import type { Remark } from './schema/error-tree.ts';

/** What is typed in for a tool, as a form or as JSON, and what was found wrong with it. */
export interface ToolDraft {
  readonly mode: 'form' | 'json';
  /** What the form holds. */
  readonly data: unknown;
  readonly json: string;
  readonly remarks: readonly Remark[];
  /** It was run although it could not be judged in time; the server decides. */
  readonly isUnjudged: boolean;
  /** The number of the attempt its next run is, when it is repeated; absent: the first. */
  readonly attempt?: number | undefined;
  /** When the person last changed it, epoch ms. */
  readonly changedAt: number;
}

/** A result and the arguments that led to it. */
export interface ToolAnswer {
  readonly args: JsonObject;
  readonly result: ToolResult;
}

/** Under what a tool is remembered. */
export const toolKey = (server: string, tool: string): string => JSON.stringify([server, tool]);

/** Drafts and results of the tools used in this window. */
export const useToolMemory = perWindow(() => createRunMemory<ToolDraft, ToolAnswer>());

/** Calls a tool; aborting the signal ends the iteration, upon which main cancels the call. */
export function askTool(
  client: Client,
  call: {
    readonly name: string;
    readonly tool: string;
    readonly args: JsonObject;
    /** Sent although the check of the arguments refuses them. */
    readonly isAnyway?: boolean;
    readonly attempt?: number;
  },
): Ask<ToolAnswer> {
  return async (tell, signal) => {
    const events = await client.catalog.callTool(call, { signal });
    for await (const event of events) {
      if (event.kind === 'progress') tell(event.progress);
      else {
        const { result } = event;
        return { value: { args: call.args, result }, tookMs: result.tookMs };
      }
    }
    throw new Error('The call ended without a result.');
  };
}
