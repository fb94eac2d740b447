import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { askingCases } from '../../test/odd-services/cases/asking.ts';
import { findingCases } from '../../test/odd-services/cases/finding.ts';
import { furtherAskingCases } from '../../test/odd-services/cases/further-asking.ts';
import { furtherFindingCases } from '../../test/odd-services/cases/further-finding.ts';
import { furtherStayingCases } from '../../test/odd-services/cases/further-staying.ts';
import { furtherTokenCases } from '../../test/odd-services/cases/further-tokens.ts';
import { refreshWishCases } from '../../test/odd-services/cases/refresh-wishes.ts';
import { stayingCases } from '../../test/odd-services/cases/staying.ts';
import { tokenCases } from '../../test/odd-services/cases/tokens.ts';
import { variationCases } from '../../test/odd-services/cases/variations.ts';
import { playCase, verdict } from '../../test/odd-services/play-case.ts';
import { allProviders } from '../../test/support/providers/all-providers.ts';
import { playProvider } from '../../test/support/providers/play-provider.ts';
import { bareSdkAt } from './bare-service.ts';
import { notAmong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

const script = 'bench/figures/services.ts';
const of = (right: number, all: number) => `${String(right)} of ${String(all)}`;

/** Every odd service, and beside it the bare SDK where one can be in. */
export async function oddServices(): Promise<readonly Outcome[]> {
  const cases = [
    ...[findingCases, askingCases, tokenCases, stayingCases],
    ...[furtherFindingCases, furtherAskingCases, furtherTokenCases, furtherStayingCases],
    ...[refreshWishCases, variationCases],
  ].flat();
  const wrong: string[] = [];
  const inCases = cases.filter(({ want }) => want === 'in');
  const counts = { openings: 0, clicks: 0, lies: 0, ours: 0, sdk: 0 };
  for (const one of cases) {
    const played = await playCase(one);
    const isRight = verdict(one, played) === 'right';
    if (!isRight) wrong.push(one.id);
    counts.openings += Math.max(0, played.openings - played.clicks);
    counts.clicks += played.clicks;
    counts.lies += played.lied ? 1 : 0;
    if (!inCases.includes(one)) continue;
    counts.ours += isRight ? 1 : 0;
    counts.sdk += (await bareSdkAt(one)) ? 1 : 0;
  }
  const right = cases.length - wrong.length;
  return [
    {
      figure: 'odd services (one oddity each) that end as a person may expect',
      ours: `${of(right, cases.length)}${notAmong(wrong)}; signed in and still so past two ends of the token: ${of(counts.ours, inCases.length)}`,
      goal: 'all',
      isMet: wrong.length === 0,
      others: `bare SDK, same run: signed in and still so ${of(counts.sdk, inCases.length)}`,
      script,
    },
    {
      figure: 'browser openings nobody clicked for; `ready` over a dead token (same cases)',
      ours: `${String(counts.openings)} over ${String(counts.clicks)} clicks; ${String(counts.lies)} times (0 s)`,
      goal: '0; 0 s',
      isMet: counts.openings === 0 && counts.lies === 0,
      others: '',
      script,
    },
  ];
}

/** Whole providers under their own names. */
export async function wholeProviders(): Promise<readonly Outcome[]> {
  const found = new Map<string, number>();
  const wrong: string[] = [];
  for (const provider of allProviders) {
    const played = await playProvider(provider);
    found.set(played.verdict, (found.get(played.verdict) ?? 0) + 1);
    const isRight = played.verdict === provider.verdict && !played.lied;
    if (!isRight || played.openings > played.clicks) wrong.push(provider.id);
  }
  const told = [...found].map(([verdictOf, count]) => `${String(count)} ${verdictOf}`).join(', ');
  const missing = wrong.length === 0 ? '' : ` (not as told: ${wrong.join(', ')})`;
  return [
    {
      figure:
        'whole providers modelled, past three ends of the token, a restart and a dead sign-in',
      ours: `${String(allProviders.length)}: ${told}${missing}`,
      goal: 'at least 17, each as docs/services.md says',
      isMet: wrong.length === 0 && allProviders.length >= 17,
      others: '',
      script,
    },
  ];
}

interface Row {
  readonly id: string;
  readonly verdict: string;
  readonly want: string;
  readonly sdk?: { readonly signsIn: boolean; readonly stays: boolean };
}

/**
 * Cases of others, with a player of their own: a folder is named as the second argument. Who sits in
 * front only clicks *Sign in*; the one decision the window may ask for is taken beside them.
 */
export async function casesOfOthers(): Promise<readonly Outcome[]> {
  const [, folder] = process.argv.slice(2);
  if (folder === undefined) return [];
  const place = await mkdtemp(join('test', 'cases-of-others-'));
  try {
    await cp(folder, place, { recursive: true });
    const run = join(place, 'run.ts');
    const player = await readFile(run, 'utf8');
    await writeFile(
      run,
      player.replace('../support/test-host.ts', '../odd-services/deciding-host.ts'),
    );
    const rows = join(place, 'rows.json');
    const args = ['scripts/run-ts.mjs', run, '--workers', '3', '--json', rows];
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 });
    const decided = stdout.match(/^decided: /gm)?.length ?? 0;
    const played = JSON.parse(await readFile(rows, 'utf8')) as readonly Row[];
    const isRight = ({ verdict: ended }: Row) => ended === 'ok' || ended === 'told';
    const right = played.filter(isRight).length;
    const wrong = played.filter((row) => !isRight(row)).map(({ id }) => id);
    const inRows = played.filter(({ want }) => want.startsWith('in'));
    const sdk = inRows.filter((row) => row.sdk?.signsIn === true && row.sdk.stays).length;
    return [
      {
        figure: 'odd services written by others',
        ours: `${of(right, played.length)}${notAmong(wrong)}; decisions taken by the person: ${String(decided)}`,
        goal: 'all',
        isMet: right === played.length,
        others: `bare SDK, same run: signed in and still so ${of(sdk, inRows.length)}`,
        script,
      },
    ];
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
