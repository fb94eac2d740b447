import expected from '../../test/fixtures/server-cases/expected.json' with { type: 'json' };
import { join } from 'node:path';

import { serverCaseFaults } from '../../test/support/server-cases/case-faults.ts';
import { serverCaseSchema } from '../../test/support/server-cases/case.ts';
import { startTestHost } from '../../test/support/test-host.ts';
import { notAmong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

const folder = join(process.env['PATCHBAY_ROOT'] ?? process.cwd(), 'test/fixtures/server-cases');
/** As many of them are under way at a time. */
const atOnce = 6;

/** Small servers and schemas that each do one odd thing, as a person sees them. */
export async function serverCases(): Promise<readonly Outcome[]> {
  const cases = expected.map((one) => serverCaseSchema.parse(one));
  const left = [...cases];
  const wrong: string[] = [];
  const running = await startTestHost();
  const work = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) {
      const faults = await serverCaseFaults(running, folder, one).catch(String);
      if (faults.length > 0) wrong.push(one.id);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await running.remove();
  }
  return [
    {
      figure: 'small servers and schemas, each with one fault of the field, as a person sees them',
      ours: `${String(cases.length - wrong.length)} of ${String(cases.length)} right${notAmong(wrong, '; ')}`,
      goal: 'all right',
      isMet: wrong.length === 0,
      others: '',
      script: 'test/support/check-server-cases.ts',
    },
  ];
}
