import type { ApprovalAnswer, ToolChoice } from '../../src/shared/domain/approval.ts';
import { callWays, startApprovalWorld, worldTools } from '../../test/support/approval-world.ts';
import type { ApprovalWorld, CallWay } from '../../test/support/approval-world.ts';
import type { Outcome } from './outcome.ts';

const script = 'bench/figures/approvals.ts';
const steps = 600;
const answers: readonly ApprovalAnswer[] = ['once', 'always-tool', 'always-server', 'no', 'no'];
const choices: readonly ToolChoice[] = ['always', 'ask', 'never'];

/** Who calls on each way; the two at the HTTP door have one token. */
const callerOf = (way: CallWay): string => (way.endsWith('HTTP') ? 'token' : way);

/** What a person has said so far, told in the simplest way there is. */
class Said {
  isBelieved = false;
  readonly tools = new Map<string, ToolChoice>();
  /** Caller and tool that were always allowed. */
  readonly always = new Set<string>();

  /** Whether a call may reach the server, if the person answers so when they are asked. */
  allows(caller: string, tool: string, answer: ApprovalAnswer): boolean {
    const choice = this.tools.get(tool);
    if (choice === 'never') return false;
    if (this.always.has(`${caller} ${tool}`) || choice === 'always') return true;
    if (choice === undefined && this.isBelieved) return true;
    if (answer === 'always-tool' || answer === 'always-server')
      this.always.add(`${caller} ${tool}`);
    if (answer === 'always-server') {
      for (const other of worldTools) {
        if (!this.tools.has(other)) this.always.add(`${caller} ${other}`);
      }
    }
    return answer !== 'no';
  }

  choose(tool: string, choice: ToolChoice): void {
    this.tools.set(tool, choice);
    if (choice === 'always') return;
    for (const one of [...this.always]) if (one.endsWith(` ${tool}`)) this.always.delete(one);
  }
}

/** Calls by every path while a person decides this and that: what reached the server without a yes. */
export async function callsWithoutYes(): Promise<readonly Outcome[]> {
  let answer: ApprovalAnswer = 'no';
  await using world = await startApprovalWorld(() => answer);
  const random = seeded(20_261_130);
  const said = new Said();
  let wrong = 0;
  let made = 0;
  for (let step = 0; step < steps; step += 1) {
    if (step % 5 === 0) await decide(world, said, random);
    const way = pick(callWays, random);
    const tool = pick(worldTools, random);
    answer = pick(answers, random);
    const before = await world.uses();
    const { isError } = await world.call(way, tool);
    const reached = (await world.uses()) - before;
    const may = said.allows(callerOf(way), tool, answer);
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
