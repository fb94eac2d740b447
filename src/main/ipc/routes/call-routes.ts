import { callMatcher } from '../../../shared/domain/call-totals.ts';
import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** What was asked of servers. */
export const callRoutes = ({ calls, saveText }: Pick<Services, 'calls' | 'saveText'>) => ({
  page: os.calls.page.handler(async ({ input }) => [...(await calls.page(input))]),
  contents: os.calls.contents.handler(
    async ({ input }) => (await calls.contents([input.id])).get(input.id) ?? null,
  ),
  save: os.calls.save.handler(async ({ input, errors }) => {
    const { callsAsCsv, callsAsJsonLines } = await import('../../activity/call-export.ts');
    const all = await calls.page({ limit: Number.MAX_SAFE_INTEGER });
    const meant = all.filter(callMatcher(input.filter)).reverse();
    const text =
      input.format === 'csv'
        ? callsAsCsv(meant)
        : callsAsJsonLines(meant, await calls.contents(meant.map(({ id }) => id)));
    const saved = await saveText(`patchbay-calls.${input.format}`, text);
    if (!saved.ok) raise(errors, { code: 'STORAGE_FAILED', data: saved.error });
    return { saved: saved.value };
  }),
  clear: os.calls.clear.handler(async () => {
    await calls.clear();
    return {};
  }),
});
