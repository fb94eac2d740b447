import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import type { DeclaresNotFound } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** A server's log. */
export const logRoutes = ({
  registry,
  log,
  saveText,
}: Pick<Services, 'registry' | 'log' | 'saveText'>) => {
  const requireServer = (errors: DeclaresNotFound, name: string) => {
    if (!registry.get(name)) raise(errors, { code: 'NOT_FOUND', data: { name } });
  };
  return {
    tail: os.logs.tail.handler(({ input, errors }) => {
      requireServer(errors, input.name);
      return [...log.tail(input.name, { afterId: input.afterId, limit: input.limit })];
    }),
    dropped: os.logs.dropped.handler(({ input, errors }) => {
      requireServer(errors, input.name);
      return { count: log.dropped(input.name) };
    }),
    clear: os.logs.clear.handler(({ input, errors }) => {
      requireServer(errors, input.name);
      log.clear(input.name);
      return {};
    }),
    save: os.logs.save.handler(async ({ input, errors }) => {
      requireServer(errors, input.name);
      const saved = await saveText(
        `${input.name}.log`,
        log.tail(input.name, { limit: 5_000 }).map(logLine).join('\n'),
      );
      if (!saved.ok) raise(errors, { code: 'STORAGE_FAILED', data: saved.error });
      return { saved: saved.value };
    }),
  };
};

function logLine(entry: { at: number; source: string; level: string; text: string }): string {
  return `${new Date(entry.at).toISOString()} ${entry.level} ${entry.source} ${entry.text}`;
}
