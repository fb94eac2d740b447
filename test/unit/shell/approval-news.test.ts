import { expect, test } from 'vitest';

import {
  afterClosingApproval,
  approvalNotification,
  followApprovals,
  noApprovalNews,
} from '../../../src/main/shell/approval-news.ts';
import type { ApprovalFacts } from '../../../src/main/shell/approval-news.ts';
import type { PendingApproval } from '../../../src/shared/domain/approval.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { translate } from '../../../src/shared/i18n/phrase.ts';

const entry = (id: string, count = 1): PendingApproval => ({
  id,
  door: 'app',
  app: 'Cursor',
  serverName: 'files',
  serverTitle: 'Files',
  tool: id,
  claim: 'destroys',
  count,
  expiresAt: 1,
});

/** Looks one after the other; gives what each did. */
function setUp() {
  let news = noApprovalNews;
  return {
    look(pending: readonly PendingApproval[], facts: Partial<ApprovalFacts> = {}) {
      const next = followApprovals(news, { pending, isWatched: false, isWanted: true, ...facts });
      ({ news } = next);
      const { step } = next;
      return step.kind === 'show' && step.isQuiet ? 'quietly' : step.kind;
    },
    close: () => void (news = afterClosingApproval(news)),
  };
}

test('there is one notification; more only corrects it, and the end takes it away', () => {
  const { look, close } = setUp();
  expect(look([])).toBe('none');
  expect(look([entry('a')])).toBe('show');
  expect(look([entry('a')])).toBe('none');
  expect(look([entry('a', 2)])).toBe('quietly');
  expect(look([entry('a', 2), entry('b')])).toBe('quietly');
  close();
  expect(look([entry('a', 3), entry('b')])).toBe('none');
  expect(look([entry('c')])).toBe('show');
  close();
  expect(look([{ ...entry('c'), expiresAt: 2 }])).toBe('show');
  expect(look([])).toBe('close');
});

test('nobody is told who looks at the window or wants to hear nothing', () => {
  const { look } = setUp();
  expect(look([entry('a')], { isWatched: true })).toBe('none');
  expect(look([entry('a')])).toBe('none');
  expect(look([entry('b')], { isWanted: false })).toBe('none');
  expect(look([entry('b')])).toBe('show');
  expect(look([entry('b')], { isWatched: true })).toBe('close');
});

const said = (text: string, count = 1, tool = 'erase') =>
  approvalNotification(
    [{ ...entry('e', count), tool }],
    () => ({
      ids: Array.from({ length: count }, (_, at) => `call ${String(at)}`),
      calls: [{ text, totalChars: text.length }],
    }),
    (phrase) => translate(en, 'en', phrase),
    false,
  );
const labels = (...given: Parameters<typeof said>) =>
  said(...given)?.buttons.map(({ label }) => label);

test('yes can be said where everything is shown, and no always', () => {
  const yes = ['Allow once', 'Always for this app and tool', 'No'];
  expect(labels('{\n  "path": "/a"\n}')).toEqual(yes);
  expect(said('{\n  "path": "/a"\n}')).toMatchObject({
    title: 'Cursor wants to use erase',
    body: 'Files · { "path": "/a" }',
  });
  expect(labels(`{ "path": "${'a'.repeat(300)}" }`)).toEqual(['Open', 'No']);
  expect(labels('{}', 3)).toEqual(['Open', 'No']);
  expect(said('{}', 3)?.buttons[1]?.command).toEqual({
    kind: 'approve',
    calls: ['call 0', 'call 1', 'call 2'],
    answer: 'no',
  });
});

test('what would hide in the words is written out', () => {
  expect(said('{"a":"\u202Ex"}', 1, 'er\u200Base')).toMatchObject({
    title: 'Cursor wants to use er\\u{200B}ase',
    body: 'Files · {"a":"\\u{202E}x"}',
  });
});
