import { isDeepStrictEqual } from 'node:util';

import type { ApprovalAnswer, ToolChoice } from '../../src/shared/domain/approval.ts';
import { callWays, startApprovalWorld, worldTools } from '../../test/support/approval-world.ts';
import type { ApprovalWorld, CallWay } from '../../test/support/approval-world.ts';
import { median } from '../figure.ts';
import { unlimited } from '../../src/shared/domain/usual-rights.ts';
import type { Outcome } from './outcome.ts';
import { Said, Stated } from './said.ts';
import type { StatedTool } from './said.ts';

const script = 'bench/figures/approvals.ts';
const steps = 600;
const rounds = 20;
const callsInARound = 25;
const goalMs = 1;
const answers: readonly ApprovalAnswer[] = ['once', 'always-tool', 'always-server', 'no', 'no'];
const choices: readonly ToolChoice[] = ['always', 'ask', 'never'];

/** Names of apps by their ways; the two at the HTTP door have one token. */
const apps: Partial<Record<CallWay, string>> = {
  'the socket': 'app:one',
  'the socket, modern': 'app:two',
  'one server': 'app:three',
  'a search': 'app:searcher',
  'the terminal': 'command',
};
const callerOf = (way: CallWay, { running }: ApprovalWorld): string =>
  apps[way] ?? `token:${running.tokenId}`;

/** What a tool is called on a way where a person named no other. */
const usualName = (way: CallWay) => (tool: string) =>
  way === 'one server' || way === 'the terminal' ? tool : `drifting_${tool}`;

/** Calls by every path while a person decides this and that: what reached the server without a yes. */
export async function callsWithoutYes(): Promise<readonly Outcome[]> {
  let answer: ApprovalAnswer = 'no';
  await using world = await startApprovalWorld(() => answer);
  const random = seeded(20_261_130);
  const said = new Said();
  const stated = new Stated();
  let wrong = 0;
  let made = 0;
  for (let step = 0; step < steps; step += 1) {
    if (step % 5 === 0) await decide(world, said, random);
    if (step % 7 === 0) await state(world, stated, random);
    const way = pick(callWays, random);
    const usual = usualName(way);
    const name = pick([...worldTools.map(usual), ...worldTools.map(usual), ...givenNames], random);
    const args = random() < 0.5 ? { what: 'theirs' } : { deep: true };
    answer = pick(answers, random);
    const caller = callerOf(way, world);
    const before = await world.uses();
    const { isError } = await world
      .call(way, name, { name, args })
      .catch(() => ({ isError: true }));
    const reached = (await world.uses()) - before;
    const sent = stated.sends(caller, usual, { name, args });
    const may = sent !== undefined && said.allows(caller, sent.tool, answer);
    if (may && !isDeepStrictEqual(await world.lastArguments(), sent.args)) wrong += 1;
    made += reached;
    if (reached !== (may ? 1 : 0) || isError === may) wrong += 1;
  }
  return [
    {
      figure: `calls by ${String(callWays.length)} paths that reached a server without a yes, or did not with one`,
      ours: `${String(wrong)} of ${String(steps)}, of which ${String(made)} were made`,
      goal: '0',
      isMet: wrong === 0 && made > 0 && made < steps,
      others: '',
      script,
    },
  ];
}

const givenNames = ['peek', 'seek'] as const;

/** States the tools of one caller anew, or that it sees all again. */
async function state(world: ApprovalWorld, stated: Stated, random: () => number): Promise<void> {
  const caller = callerOf(pick(callWays, random), world);
  const tools = random() < 0.25 ? undefined : someTools(random);
  stated.set(caller, tools);
  const rights = tools && {
    servers: ['drifting'],
    tools: [{ server: 'drifting', tools: tools.map((one) => ({ ...one })) }],
  };
  await world.running.client.appRights.set({ caller, rights: { ...unlimited, ...rights } });
}

function someTools(random: () => number): readonly StatedTool[] {
  const names = random() < 0.5 ? givenNames : givenNames.toReversed();
  return worldTools.flatMap((tool, at) => {
    if (random() < 0.25) return [];
    const name = names[at];
    return [
      {
        tool,
        ...(random() < 0.5 && name !== undefined && { name }),
        ...(random() < 0.4 && { fixed: { what: 'mine' } }),
      },
    ];
  });
}

async function decide(world: ApprovalWorld, said: Said, random: () => number): Promise<void> {
  const { approvals } = world.running.client;
  const name = 'drifting';
  if (random() < 0.4) {
    said.isBelieved = !said.isBelieved;
    await approvals.believe({ name, isBelieved: said.isBelieved });
    return;
  }
  const tool = pick(worldTools, random);
  const choice = pick(choices, random);
  said.choose(tool, choice);
  await approvals.choose({ name, choice, tools: [tool] });
}

/** What deciding about a call adds to it where nothing is asked: rights, gate, names and set arguments. */
export async function costOfRights(): Promise<readonly Outcome[]> {
  await using world = await startApprovalWorld(() => 'no');
  const { client } = world.running;
  await client.approvals.choose({
    ...{ name: 'drifting', choice: 'always' },
    tools: [...worldTools],
  });
  const tools = [{ tool: 'look', name: 'peek', fixed: { what: 'mine' } }];
  const limits = { servers: ['drifting'], tools: [{ server: 'drifting', tools }] };
  const took: Record<'all' | 'stated', number[]> = { all: [], stated: [] };
  // In turns, so that a busy computer slows both.
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of ['all', 'stated'] as const) {
      const rights = { ...unlimited, ...(kind === 'stated' && limits) };
      await client.appRights.set({ caller: 'app:one', rights });
      const as = kind === 'stated' ? { name: 'peek', args: {} } : {};
      await world.call('the socket', 'look', as);
      for (let call = 0; call < callsInARound; call += 1) {
        const startedAt = performance.now();
        const { isError } = await world.call('the socket', 'look', as);
        if (isError) throw new Error('a call was not made');
        took[kind].push(performance.now() - startedAt);
      }
    }
  }
  const [all, stated] = [median(took.all), median(took.stated)];
  return [
    {
      figure: `added to a call by stated tools, a name and a set argument: median of ${String(took.all.length)} calls each way`,
      ours: `${(stated - all).toFixed(2)} ms (${all.toFixed(2)} ms without, ${stated.toFixed(2)} ms with)`,
      goal: `≤ ${String(goalMs)} ms`,
      isMet: stated - all <= goalMs,
      others: '',
      script,
    },
  ];
}

const pick = <T>(from: readonly [T, ...T[]] | readonly T[], random: () => number): T => {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

/** The same numbers in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
