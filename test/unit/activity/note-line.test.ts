import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { noteLine } from '../../../src/main/activity/note-line.ts';
import { lineOfUse } from '../../../src/main/gateway/app-calls.ts';
import type { AppUse } from '../../../src/main/gateway/gateway-port.ts';
import { createRedactingObserver } from '../../../src/main/node/sdk/redacting-observer.ts';
import { translate } from '../../../src/shared/i18n/phrase.ts';
import { zhCn } from '../../../src/shared/i18n/zh-cn.ts';
import { ok } from '../../../src/shared/util/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createOneLog } from '../../support/one-log.ts';

test('a remark is said in the language of the window, and kept in one', () => {
  const line = noteLine({ key: 'note.renewed' }, 'info');
  expect(line).toMatchObject({ source: 'note', level: 'info' });
  expect(line.text).toBe('The server had forgotten the session; it was renewed.');
  expect(line.phrase && translate(zhCn, 'zh-CN', line.phrase)).toBe(
    '服务器已不记得会话；会话已重新建立。',
  );
});

test('no secret of the session is in the phrase either, and no control character', () => {
  const said: unknown[] = [];
  const clock = new FakeClock();
  const book = createOneLog({ clock });
  const voice = createRedactingObserver(
    {
      phase: () => undefined,
      printed: () => undefined,
      log: (line) => book.append('one', line),
      listChanged: () => undefined,
      ended: () => undefined,
    },
    [],
  );
  voice.addSecret('canary-0123456789');
  voice.log(noteLine({ key: 'note.header.type', params: { name: 'a\u0007canary-0123456789' } }));
  said.push(...book.tail('one', { limit: 9 }));
  expect(said).toHaveLength(1);
  expect(JSON.stringify(said)).not.toContain('canary');
  expect(JSON.stringify(said)).not.toMatch(/\\u0007/);
  book.dispose();
});

test('an app without a name, and the command line, are said in the language of the window too', () => {
  const said = (hello: AppUse['hello']): readonly (string | undefined)[] => {
    const use = { hello, server: 'one', method: 'tools/call', item: 'echo', params: {}, tookMs: 3 };
    const { text, phrase } = lineOfUse({ ...use, answer: ok({}) } as AppUse);
    return [text, phrase && translate(zhCn, 'zh-CN', phrase)];
  };
  expect(said({ app: '' })).toEqual([
    'tools/call echo · an app · 3 ms',
    'tools/call echo · 某个应用 · 3 ms',
  ]);
  expect(said({ app: '', door: 'command' })).toEqual([
    'tools/call echo · command line · 3 ms',
    'tools/call echo · 命令行 · 3 ms',
  ]);
});

test('nothing writes a remark that has no phrase', () => {
  const main = join(import.meta.dirname, '../../../src/main');
  const files = readdirSync(main, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('activity/note-line.ts'))
    .map((name) => [name, readFileSync(join(main, name), 'utf8')] as const);
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter(([, text]) => text.includes("source: 'note'")).map(([name]) => name)).toEqual(
    [],
  );
});
