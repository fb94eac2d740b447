import { changeKinds } from '../../src/main/pins/change-kinds.ts';
import type { ServerCatalog } from '../../src/main/catalog/server-catalog.ts';
import type { JsonObject } from '../../src/shared/domain/catalog.ts';
import { scanItem } from '../../src/main/scanning/scan-item.ts';
import { labelledAttacks } from '../../test/fixtures/scanning/labelled-attacks.ts';
import { unseenAttacks } from '../../test/fixtures/scanning/unseen-attacks.ts';
import { labelledChanges } from '../../test/fixtures/pins/labelled-changes.ts';
import { trialTools } from '../../test/support/find-tools-trial.ts';
import { catalogWith, createPinKit } from '../../test/support/pin-kit.ts';
import { median } from '../figure.ts';
import { notAmong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

const script = 'bench/figures/pins.ts';
const pinnedTools = 10_000;
const lists = 50;

/** Kinds of changes, and what it costs to look whether something has changed. */
export async function pinnedDefinitions(): Promise<readonly Outcome[]> {
  return [
    kindsNamed(),
    ...(await costOfLists()),
    attacksSeen(),
    unseenAttacksSeen(),
    await harmlessTools(),
  ];
}

function kindsNamed(): Outcome {
  const wrong = labelledChanges
    .filter(([, before, now, kinds]) => changeKinds(before, now).join() !== kinds.join())
    .map(([what]) => what);
  const right = labelledChanges.length - wrong.length;
  return {
    figure: `kinds of ${String(labelledChanges.length)} changes of tools, prompts and templates named rightly`,
    ours: `${String(right)} of ${String(labelledChanges.length)}${notAmong(wrong)}`,
    goal: 'all',
    isMet: wrong.length === 0,
    others: '',
    script,
  };
}

function attacksSeen(): Outcome {
  const missed = labelledAttacks
    .filter(
      ([, item, rule]) =>
        !scanItem('tools', String(item['name']), item).some((one) => one.rule === rule),
    )
    .map(([what]) => what);
  const count = labelledAttacks.length;
  return {
    figure: `${String(count)} tools written as attackers write them are said to be worth a look`,
    ours: `${String(count - missed.length)} of ${String(count)}${notAmong(missed)}`,
    goal: 'all',
    isMet: missed.length === 0,
    others: '',
    script,
  };
}

/** Of these no rule was made; what is missed is said, and nothing is promised. */
function unseenAttacksSeen(): Outcome {
  const count = unseenAttacks.length;
  const seen = unseenAttacks.filter(
    ([, item]) => scanItem('tools', String(item['name']), item).length > 0,
  ).length;
  return {
    figure: `of ${String(count)} poisoned tools that no rule was made for, said to be worth a look`,
    ours: `${String(seen)} (recall ${(seen / count).toFixed(2)})`,
    goal: 'reported as it is',
    isMet: true,
    others: '',
    script,
  };
}

async function harmlessTools(): Promise<Outcome> {
  const tools = await trialTools();
  const seen = tools.filter(({ own, item }) => scanItem('tools', own, item).length > 0);
  return {
    figure: `${String(tools.length)} tools of real servers, and of servers like known ones, said to be worth a look`,
    ours: `${String(seen.length)}${notAmong(seen.map(({ name }) => name))}`,
    goal: 'at most 1 %',
    isMet: seen.length <= tools.length / 100,
    others: '',
    script,
  };
}

async function costOfLists(): Promise<readonly Outcome[]> {
  const texts = (await manyTools()).map((tool) => JSON.stringify(tool));
  /** As it comes from the wire: nothing in it was ever seen. */
  const fresh = (changed = 0): ServerCatalog =>
    catalogWith({
      tools: texts.map((text, at): JsonObject => {
        const tool = JSON.parse(text) as JsonObject;
        return at < changed ? { ...tool, description: `Changed ${String(at)}.` } : tool;
      }),
    });
  const kit = createPinKit();
  kit.says(fresh());
  await kit.forApps();
  await kit.pins.settled();
  // What has arrived is looked at by itself, so that the window can say so; lists come after that.
  const timesOf = async (next: () => void) => {
    const [looks, asked]: [number[], number[]] = [[], []];
    for (let count = 0; count < lists; count += 1) {
      next();
      looks.push(await processorTimeOf(() => kit.held()));
      asked.push(await processorTimeOf(() => kit.forApps()));
    }
    return { look: median(looks), list: median(asked) };
  };
  const same = await timesOf(() => kit.says(fresh()));
  const changed = await timesOf(() => kit.says(fresh(10)));
  const figure = (what: string, ms: number, most: number): Outcome => ({
    figure: `${what}: processor time, median`,
    ours: `${ms.toFixed(2)} ms`,
    goal: `at most ${String(most)} ms`,
    isMet: ms <= most,
    others: '',
    script,
  });
  const tools = `${String(pinnedTools)} pinned tools`;
  return [
    figure(`added to a list by ${tools}`, same.list, 5),
    figure(`added to a list by ${tools} of which a few have changed`, changed.list, 5),
    figure(`looking at ${tools} that a server has just sent again`, same.look, 50),
    figure('looking at as many of which a few have changed', changed.look, 100),
  ];
}

/** Of this program, ms: what other programs do meanwhile is no part of it. */
async function processorTimeOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

async function manyTools(): Promise<readonly JsonObject[]> {
  const trial = await trialTools();
  return Array.from({ length: pinnedTools }, (_, at) => {
    const tool = trial[at % trial.length];
    return { ...tool?.item, name: `${tool?.name ?? ''}_${String(at)}` };
  });
}
