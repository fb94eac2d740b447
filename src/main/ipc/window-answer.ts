import type {
  JsonObject,
  Omitted,
  PromptContent,
  ResourceContent,
  ToolResult,
} from '../../shared/domain/catalog.ts';
import { isWithin } from '../../shared/json-schema/json-limits.ts';

/** As many pieces of an answer go to the window; it shows some at a time. */
export const maxWindowParts = 2_000;
/** Size of all pieces together, characters; the first one always goes. */
const maxChars = 16_000_000;
/** Largest data beside the pieces that goes to the window. */
const dataLimits = { maxNodes: 200_000, maxChars: 4_000_000, maxDepth: 500 };

/**
 * What the window gets of a tool's result: the first pieces, and how many are left out. The session's
 * own answer stays whole, for whoever forwards it.
 */
export function resultForWindow(result: ToolResult): ToolResult {
  const { structuredContent, ...rest } = result;
  const [content, parts] = firstOf(result.content);
  const isDataShown = structuredContent === undefined || isWithin(structuredContent, dataLimits);
  const omitted: Omitted = { ...parts, ...(isDataShown ? {} : { data: true as const }) };
  return {
    ...rest,
    content: [...content],
    ...(isDataShown && 'structuredContent' in result ? { structuredContent } : {}),
    ...(Object.keys(omitted).length > 0 ? { omitted } : {}),
  };
}

/** The same for a resource. */
export function resourceForWindow(resource: ResourceContent): ResourceContent {
  const [contents, omitted] = firstOf(resource.contents);
  return omitted === undefined ? resource : { contents: [...contents], omitted };
}

/** The same for the messages of a prompt. */
export function promptForWindow(prompt: PromptContent): PromptContent {
  const [messages, omitted] = firstOf(prompt.messages);
  return omitted === undefined ? prompt : { ...prompt, messages: [...messages], omitted };
}

function firstOf(
  parts: readonly JsonObject[],
): readonly [readonly JsonObject[], { readonly parts: number } | undefined] {
  let chars = 0;
  let count = 0;
  for (const part of parts) {
    if (count >= maxWindowParts) break;
    chars += JSON.stringify(part).length;
    if (chars > maxChars && count > 0) break;
    count += 1;
  }
  if (count === parts.length) return [parts, undefined];
  return [parts.slice(0, count), { parts: parts.length - count }];
}
