import {
  acknowledgementQuirks,
  answerQuirks,
  helloQuirks,
  idQuirks,
  largeQuirks,
  listQuirks,
  socketQuirks,
  toolListQuirks,
} from '../../test/support/quirk-answers.ts';
import { eraQuirks, refusalQuirks, sessionQuirks } from '../../test/support/quirk-eras.ts';
import { seeQuirk } from '../../test/support/quirk-kit.ts';
import type { Quirk } from '../../test/support/quirk-kit.ts';
import { addressQuirks, lastWordsQuirks } from '../../test/support/quirk-last-words.ts';
import { startTestHost } from '../../test/support/test-host.ts';
import { notAmong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

const quirks = [idQuirks, listQuirks, toolListQuirks, helloQuirks, answerQuirks, largeQuirks]
  .concat([acknowledgementQuirks, socketQuirks, eraQuirks, sessionQuirks, refusalQuirks])
  .concat([lastWordsQuirks, addressQuirks])
  .flat();
/** As many of them are under way at a time. */
const atOnce = 6;

/** Servers that do something odd, each in one host beside others: does a person see what is right? */
export async function quirkServers(): Promise<readonly Outcome[]> {
  const running = await startTestHost();
  const wrong: string[] = [];
  const left = [...quirks];
  const work = async () => {
    for (let quirk = left.shift(); quirk !== undefined; quirk = left.shift()) {
      if (!(await isRight(running, quirk))) wrong.push(quirk.what);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await running.remove();
  }
  const right = quirks.length - wrong.length;
  return [
    {
      figure:
        'servers that do something odd (ids, lists, hellos, answers, sizes, eras, lost sessions, last words, addresses), shown as is right',
      ours: `${String(right)} of ${String(quirks.length)}${notAmong(wrong, '; ')}`,
      goal: 'all',
      isMet: wrong.length === 0,
      others: '',
      script: 'bench/figures/quirk-servers.ts',
    },
  ];
}

async function isRight(running: Parameters<typeof seeQuirk>[0], quirk: Quirk): Promise<boolean> {
  const seen = await seeQuirk(running, quirk).catch(() => undefined);
  return seen !== undefined && holds(seen, quirk.right);
}

/** Whether all that is expected is there, whatever else is. */
function holds(seen: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(seen) &&
      seen.length === expected.length &&
      expected.every((item, at) => holds(seen[at], item))
    );
  }
  if (typeof expected !== 'object' || expected === null) return Object.is(seen, expected);
  const parts = new Map(Object.entries(seen ?? {}));
  return Object.entries(expected).every(([name, part]) => holds(parts.get(name), part));
}
