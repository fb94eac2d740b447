import type { PromptContent } from '../../../../shared/domain/catalog.ts';
import type { Client } from '../../host/client.ts';
import { perWindow } from '../../ui/per-window.ts';
import { createRunMemory } from '../../parts/runs/run-memory.ts';
import type { Ask } from '../../parts/runs/run-memory.ts';

/** What is typed in for a prompt. */
export interface PromptDraft {
  readonly values: Readonly<Record<string, string>>;
  /** Whether it was asked for while something was missing. */
  readonly isChecked: boolean;
}

/** Drafts and messages of the prompts used in this window. */
export const usePromptMemory = perWindow(() => createRunMemory<PromptDraft, PromptContent>(20));

/** Asks a server to fill in one of its prompts; values left empty are not sent. */
export function askPrompt(
  client: Client,
  name: string,
  prompt: string,
  values: PromptDraft['values'],
): Ask<PromptContent> {
  const args = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  return async (_tell, signal) => ({
    value: await client.catalog.getPrompt({ name, prompt, args }, { signal }),
  });
}
