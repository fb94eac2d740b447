import type { ApprovalAnswer, ToolChoice } from '../../src/shared/domain/approval.ts';
import { worldTools } from '../../test/support/approval-world.ts';

/** What a person has said so far about calls, told in the simplest way there is. */
export class Said {
  isBelieved = false;
  readonly tools = new Map<string, ToolChoice>();
  /** Caller and tool that were always allowed. */
  readonly always = new Set<string>();

  /** Whether a call may reach the server, if the person answers so when they are asked. */
  allows(caller: string, tool: string, answer: ApprovalAnswer): boolean {
    const choice = this.tools.get(tool);
    if (choice === 'never') return false;
    if (this.always.has(`${caller} ${tool}`) || choice === 'always') return true;
    if (choice === undefined && this.isBelieved) return true;
    if (answer === 'always-tool' || answer === 'always-server')
      this.always.add(`${caller} ${tool}`);
    if (answer === 'always-server') {
      for (const other of worldTools) {
        if (!this.tools.has(other)) this.always.add(`${caller} ${other}`);
      }
    }
    return answer !== 'no';
  }

  choose(tool: string, choice: ToolChoice): void {
    this.tools.set(tool, choice);
    if (choice === 'always') return;
    for (const one of [...this.always]) if (one.endsWith(` ${tool}`)) this.always.delete(one);
  }
}

/** A tool as a person stated it for a caller. */
export interface StatedTool {
  readonly tool: string;
  readonly name?: string;
  readonly fixed?: { readonly what: string };
}

/** What a person has stated about the tools of callers; of a caller of whom they did not, all are seen. */
export class Stated {
  readonly #of = new Map<string, readonly StatedTool[] | undefined>();

  set(caller: string, tools: readonly StatedTool[] | undefined): void {
    this.#of.set(caller, tools);
  }

  /**
   * What a call under this name with these arguments sends to which tool; undefined where there is no
   * such name, or an argument is set that the caller sends too. `usual` gives a tool's name where none
   * was stated.
   */
  sends(
    caller: string,
    usual: (tool: string) => string,
    { name, args }: { readonly name: string; readonly args: object },
  ): { readonly tool: string; readonly args: object } | undefined {
    const tools: readonly StatedTool[] =
      this.#of.get(caller) ?? worldTools.map((tool) => ({ tool }));
    const meant = tools.find((one) => (one.name ?? usual(one.tool)) === name);
    if (meant === undefined) return undefined;
    if (meant.fixed !== undefined && 'what' in args) return undefined;
    return { tool: meant.tool, args: { ...args, ...meant.fixed } };
  }
}
