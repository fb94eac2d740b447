import type { JsonObject } from '../../../../shared/domain/catalog.ts';
import { partsOfBlocks } from '../../parts/runs/content-parts.ts';
import type { ContentPart } from '../../parts/runs/content-parts.ts';

/** One message of a filled-in prompt. */
export interface PromptMessage {
  /** `user` or `assistant`; whatever else a server says is shown as it is. */
  readonly role: string;
  readonly parts: readonly ContentPart[];
}

/** Reads messages as a server sent them (MCP `PromptMessage`). All of it is hostile. */
export function readMessages(messages: readonly JsonObject[]): readonly PromptMessage[] {
  return messages.map(({ role, content }) => ({
    role: typeof role === 'string' ? role : '',
    parts: partsOfBlocks(Array.isArray(content) ? content : [content]),
  }));
}

/** All messages as one text, each under its role. */
export function messagesAsText(
  messages: readonly PromptMessage[],
  sayRole: (role: string) => string,
): string {
  return messages
    .map(({ role, parts }) => {
      const texts = parts.map((part) => (part.kind === 'text' ? part.text : `[${part.kind}]`));
      return `${sayRole(role)}:\n${texts.join('\n')}`;
    })
    .join('\n\n');
}
