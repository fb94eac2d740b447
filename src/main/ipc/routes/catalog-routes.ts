import type { Progress, ToolResult } from '../../../shared/domain/catalog.ts';
import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import type { DeclaresNotFound } from '../contract-errors.ts';
import { os } from '../procedure.ts';
import { promptForWindow, resourceForWindow, resultForWindow } from '../window-answer.ts';
import { searchCatalogs } from '../../catalog/search-catalogs.ts';
import { windowCatalog } from '../../catalog/server-catalog.ts';

type ToolEvent = { kind: 'progress'; progress: Progress } | { kind: 'result'; result: ToolResult };
type CallOutcome = Awaited<ReturnType<Services['live']['callTool']>>;

/** Calls about what servers offer. */
export const catalogRoutes = (services: Pick<Services, 'registry' | 'catalogs' | 'live'>) => {
  const { registry, catalogs: store, live } = services;
  const mustExist = (errors: DeclaresNotFound, name: string): void => {
    if (!registry.get(name)) raise(errors, { code: 'NOT_FOUND', data: { name } });
  };
  return {
    get: os.catalog.get.handler(async ({ input, errors }) => {
      mustExist(errors, input.name);
      const catalog = await store.get(input.name);
      return catalog && windowCatalog(catalog);
    }),
    search: os.catalog.search.handler(async ({ input, errors }) => {
      if (input.name !== undefined) mustExist(errors, input.name);
      const names = input.name ? [input.name] : registry.list().map(({ name }) => name);
      const catalogs = await Promise.all(
        names.map(async (name) => ({ name, catalog: await store.get(name) })),
      );
      const page = searchCatalogs(catalogs, input);
      if (!page.ok) raise(errors, { code: 'INVALID_CURSOR', data: undefined });
      return page.value;
    }),
    refresh: os.catalog.refresh.handler(async ({ input, errors, signal }) => {
      const catalog = await live.refresh(input.name, signal);
      if (!catalog.ok) raise(errors, catalog.error);
      return catalog.value;
    }),
    callTool: os.catalog.callTool.handler(async function* ({ input, errors, signal }) {
      mustExist(errors, input.name);
      const calling = callEvents(live, input, signal);
      for (;;) {
        const step = await calling.next();
        if (!step.done) {
          yield step.value;
          continue;
        }
        if (!step.value.ok) raise(errors, step.value.error);
        yield { kind: 'result' as const, result: resultForWindow(step.value.value) };
        return;
      }
    }),
    readResource: os.catalog.readResource.handler(async ({ input, errors, signal }) => {
      const content = await live.readResource(input.name, input.uri, signal);
      if (!content.ok) raise(errors, content.error);
      return resourceForWindow(content.value);
    }),
    getPrompt: os.catalog.getPrompt.handler(async ({ input, errors, signal }) => {
      const content = await live.getPrompt(input.name, input.prompt, input.args, signal);
      if (!content.ok) raise(errors, content.error);
      return promptForWindow(content.value);
    }),
    complete: os.catalog.complete.handler(async ({ input, errors, signal }) => {
      const completion = await live.complete(input.name, input.ref, input.argument, signal);
      if (!completion.ok) raise(errors, completion.error);
      return completion.value;
    }),
  };
};

/** Progress as it comes, then the outcome; leaving the iteration cancels the call. */
async function* callEvents(
  live: Services['live'],
  input: Parameters<Services['live']['callTool']>[0],
  signal: AbortSignal | undefined,
): AsyncGenerator<ToolEvent, CallOutcome, void> {
  const leaving = new AbortController();
  const combined = signal ? AbortSignal.any([signal, leaving.signal]) : leaving.signal;
  const queue: Progress[] = [];
  let ended: { readonly outcome: Promise<CallOutcome> } | undefined;
  let wake = () => {};
  const onProgress = (progress: Progress) => {
    queue.push(progress);
    wake();
  };
  const outcome = live.callTool(input, onProgress, combined);
  const end = () => {
    ended = { outcome };
    wake();
  };
  outcome.then(end, end);
  try {
    for (;;) {
      const progress = queue.shift();
      if (progress) yield { kind: 'progress', progress };
      else if (ended) return await ended.outcome;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    leaving.abort();
  }
}
