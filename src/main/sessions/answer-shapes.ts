import type {
  CatalogKind,
  Completion,
  JsonObject,
  PromptContent,
  ResourceContent,
} from '../../shared/domain/catalog.ts';
import type { ListPage, RawToolResult, SessionOutcome } from './session.ts';
import type { Result } from '../../shared/util/result.ts';
import { err, ok } from '../../shared/util/result.ts';

/** An answer in the shape its caller wants, or `protocol` when it is not of that shape. */
export type Shaped<T> = Result<T, SessionOutcome>;

/** A plain JSON object, not an array. */
function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The request that lists each kind. */
export const listMethods: Readonly<Record<CatalogKind, string>> = {
  tools: 'tools/list',
  resources: 'resources/list',
  resourceTemplates: 'resources/templates/list',
  prompts: 'prompts/list',
};

/**
 * One page of a list. Entries that are not even objects become empty ones, so that whoever checks
 * the entries counts them as left out. No list at all, or null in its place, is an empty one: that
 * is how several languages write it.
 */
export function shapeListPage(kind: CatalogKind, answer: JsonObject): Shaped<ListPage> {
  const { nextCursor: cursor, [kind]: given, ...rest } = answer;
  const isComplete = (answer['resultType'] ?? 'complete') === 'complete';
  const entries = isComplete ? (given ?? []) : given;
  if (!Array.isArray(entries)) return unusable(listMethods[kind], 'has no list');
  return ok({
    items: entries.map((entry) => (isJsonObject(entry) ? entry : {})),
    ...(typeof cursor === 'string' && { nextCursor: cursor }),
    rest,
  });
}

/** A tool's answer; a bare structured result without content is fine. */
export function shapeToolResult(answer: JsonObject): Shaped<RawToolResult> {
  const content = answer['content'] ?? [];
  if (!isObjectList(content))
    return unusable('tools/call', 'has content that is no list of blocks');
  return ok({
    content,
    ...('structuredContent' in answer && { structuredContent: answer['structuredContent'] }),
    isError: answer['isError'] === true,
  });
}

/** What `resources/read` answered. */
export function shapeResource(answer: JsonObject): Shaped<ResourceContent> {
  const contents = answer['contents'];
  return isObjectList(contents) ? ok({ contents }) : unusable('resources/read', 'has no contents');
}

/** What `prompts/get` answered. */
export function shapePrompt(answer: JsonObject): Shaped<PromptContent> {
  const messages = answer['messages'];
  if (!isObjectList(messages)) return unusable('prompts/get', 'has no messages');
  const description = answer['description'];
  return ok({ messages, ...(typeof description === 'string' && { description }) });
}

/** What `completion/complete` answered; the specification allows at most 100 values. */
export function shapeCompletion(answer: JsonObject): Shaped<Completion> {
  const completion = answer['completion'];
  const values = isJsonObject(completion) ? completion['values'] : undefined;
  if (!isJsonObject(completion) || !Array.isArray(values)) {
    return unusable('completion/complete', 'has no values');
  }
  const { total, hasMore } = completion;
  return ok({
    values: values.filter((value): value is string => typeof value === 'string').slice(0, 100),
    ...(typeof total === 'number' && { total }),
    ...(typeof hasMore === 'boolean' && { hasMore }),
  });
}

function isObjectList(value: unknown): value is JsonObject[] {
  return Array.isArray(value) && value.every(isJsonObject);
}

function unusable(method: string, what: string): Shaped<never> {
  return err({ kind: 'protocol', detail: `The answer to ${method} ${what}.` });
}
