import { expect, test } from 'vitest';

import { argumentsStep } from '../../../src/shared/domain/approval.ts';
import { approvalKit, wanted } from '../../support/approval-kit.ts';
import { settle } from '../../support/fake-clock.ts';

test('two hundred calls in one go are few entries, and are answered together', async () => {
  const kit = approvalKit();
  let told = 0;
  kit.desk.onChange(() => void (told += 1));
  const tools = ['erase', 'send'];
  const calls = Array.from({ length: 200 }, (_, at) =>
    kit.pass(wanted({ tool: tools[at % 2] ?? '' })),
  );
  await settle();
  expect(kit.desk.pending().map(({ tool, count }) => [tool, count])).toEqual([
    ['erase', 100],
    ['send', 100],
  ]);
  expect(told).toBeLessThan(20);
  const [erase] = kit.desk.pending();
  const { ids, calls: read } = kit.desk.calls(erase?.id ?? '');
  expect([ids.length, read.length]).toEqual([100, 20]);
  expect(kit.desk.answer(ids, 'once')).toBe(100);
  kit.desk.answer(kit.ids(), 'no');
  const ends = await Promise.all(calls);
  expect(ends.filter((end) => end === 'asked')).toHaveLength(100);
  expect(ends.filter((end) => end === 'declined')).toHaveLength(100);
});

test('an answer is for the calls it names, not for those that came since', async () => {
  const kit = approvalKit();
  const first = kit.pass();
  await settle();
  const seen = kit.ids();
  const second = kit.pass();
  await settle();
  expect(kit.desk.answer(seen, 'once')).toBe(1);
  expect(await first).toBe('asked');
  expect(kit.ids()).toHaveLength(1);
  kit.desk.answer(kit.ids(), 'no');
  expect(await second).toBe('declined');
  expect(kit.desk.answer(seen, 'once')).toBe(0);
});

test('long arguments are read piece by piece, and known secrets are covered', async () => {
  const kit = approvalKit();
  const text = `hunter22 ${'x'.repeat(argumentsStep)} end`;
  const passing = kit.pass(wanted({ params: { name: 'erase', arguments: { text } } }));
  await settle();
  const [entry] = kit.desk.pending();
  const [call] = kit.desk.calls(entry?.id ?? '').calls;
  expect(call?.text).toHaveLength(argumentsStep);
  expect(call?.text).toContain('•••');
  const rest = kit.desk.argumentsFrom(call?.id ?? '', argumentsStep);
  expect(JSON.parse(`${call?.text ?? ''}${rest}`)).toEqual({
    text: text.replace('hunter22', '•••'),
  });
  kit.desk.answer(kit.ids(), 'no');
  await passing;
  expect(kit.desk.argumentsFrom(call?.id ?? '', 0)).toBe('');
});

test('more than a person can look at is refused at once', async () => {
  const kit = approvalKit();
  const calls = Array.from({ length: 1_000 }, () => kit.pass());
  await settle();
  expect(await kit.pass()).toBe('too-many');
  kit.desk.dispose();
  expect(new Set(await Promise.all(calls))).toEqual(new Set(['closing']));
  expect(await kit.pass()).toBe('closing');
});
