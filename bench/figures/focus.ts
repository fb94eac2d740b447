import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

import type { Outcome } from './outcome.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

const specSchema = z.object({
  tests: z.array(
    z.object({
      results: z.array(
        z.object({
          status: z.string(),
          errors: z.array(z.object({ message: z.string().optional() })).default([]),
        }),
      ),
    }),
  ),
});
interface Suite {
  readonly specs?: readonly z.infer<typeof specSchema>[];
  readonly suites?: readonly Suite[];
}
const suiteSchema: z.ZodType<Suite> = z.lazy(() =>
  z.object({ specs: z.array(specSchema).optional(), suites: z.array(suiteSchema).optional() }),
);

/** What the last whole run in the window says of the focus: every test of it is watched. */
export async function focusOnBody(): Promise<readonly Outcome[]> {
  const text = await readFile(join(root, '.cache/reports/e2e.json'), 'utf8').catch(() => {
    throw new Error('run npm test first: its report says where the focus was');
  });
  const { suites } = z.object({ suites: z.array(suiteSchema) }).parse(JSON.parse(text));
  const results = suites
    .flatMap(specsOf)
    .flatMap(({ tests }) => tests.flatMap((test) => test.results))
    .filter(({ status }) => status !== 'skipped');
  const lost = results.filter(({ errors }) =>
    errors.some(({ message }) => message?.includes('Focus was lost') === true),
  ).length;
  return [
    {
      figure: 'tests in the window during which nothing had the focus for a while',
      ours: `${String(lost)} of ${String(results.length)}`,
      goal: '0',
      isMet: lost === 0 && results.length > 0,
      others: '',
      script: 'test/support/focus-watch.ts',
    },
  ];
}

function specsOf(suite: Suite): readonly z.infer<typeof specSchema>[] {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}
