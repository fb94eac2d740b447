import { beforeEach, expect, test } from 'vitest';

import { createHeldNotices } from '../../../src/main/pins/held-notices.ts';
import { createNoticeBoard } from '../../../src/main/host/notice-board.ts';
import { agreedTool, catalogWith, createPinKit } from '../../support/pin-kit.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

const renamed = { ...agreedTool, description: 'Looks up something else.' };
const added = { ...agreedTool, name: 'more' };
let kit: ReturnType<typeof createPinKit>;
let board: ReturnType<typeof createNoticeBoard>;
let visible: boolean;
let told: ReturnType<typeof createHeldNotices>;

beforeEach(async () => {
  kit = createPinKit();
  board = createNoticeBoard(createSilentLogger());
  visible = true;
  told = createHeldNotices({
    held: () => kit.held(),
    titleOf: (name) => (visible ? `The ${name} one` : undefined),
    notices: board,
    now: () => 7,
    logger: createSilentLogger(),
  });
  kit.says(catalogWith({ tools: [agreedTool] }));
  await kit.forApps();
});

async function look(): Promise<void> {
  told.look('drifting');
  await told.settled();
}
const notice = (count: number) => ({
  id: 'CHANGES_HELD_BACK drifting',
  code: 'CHANGES_HELD_BACK',
  params: { server: 'drifting', title: 'The drifting one', count },
  at: 7,
});

test('what is as agreed is not spoken of', async () => {
  await look();
  expect(board.all()).toEqual([]);
});

test('a change is told once, and again only when it is another', async () => {
  kit.says(catalogWith({ tools: [renamed] }));
  await look();
  expect(board.all()).toEqual([notice(1)]);
  board.dismiss('CHANGES_HELD_BACK drifting');
  await look();
  expect(board.all()).toEqual([]);
  kit.says(catalogWith({ tools: [renamed, added] }));
  await look();
  expect(board.all()).toEqual([notice(2)]);
});

test.each([
  ['accepted', async () => kit.desk.acceptAll('drifting', (await kit.held()).all)],
  ['kept back', () => kit.desk.keep('drifting')],
  [
    'taken back by the server',
    () => Promise.resolve(kit.says(catalogWith({ tools: [agreedTool] }))),
  ],
])('it is taken back once it was %s', async (_how, decide) => {
  kit.says(catalogWith({ tools: [renamed] }));
  await look();
  expect(board.all()).toHaveLength(1);
  await decide();
  told.lookAgain();
  await told.settled();
  expect(board.all()).toEqual([]);
});

test('another profile is told nothing of a server it does not have', async () => {
  kit.says(catalogWith({ tools: [renamed] }));
  await look();
  told.startOver();
  expect(board.all()).toEqual([]);
  visible = false;
  await told.settled();
  await look();
  expect(board.all()).toEqual([]);
  // Back in the one that has it, it is told without anything of the server having changed.
  visible = true;
  told.startOver();
  await told.settled();
  expect(board.all()).toEqual([notice(1)]);
});

test('a server that says something else at every look is told of three times, and then of another kind', async () => {
  let times = 0;
  for (let count = 0; count < 20; count += 1) {
    kit.says(catalogWith({ tools: [{ ...agreedTool, description: `It is ${String(count)}.` }] }));
    await look();
    if (board.all().length > 0) times += 1;
    board.dismiss('CHANGES_HELD_BACK drifting');
    await kit.desk.keep('drifting');
    await look();
  }
  expect(times).toBe(3);
  kit.says(catalogWith({ tools: [{ ...agreedTool, description: 'It is 21.', annotations: {} }] }));
  await look();
  expect(board.all()).toEqual([notice(1)]);
});
