import { expect, test } from 'vitest';

import { registryFileSchema, textOfFile } from '../../../src/main/registry/registry-file.ts';
import { secretIdsIn } from '../../../src/main/registry/registry-records.ts';
import { createRegistryKit, remoteDraft } from './registry-kit.ts';

test('the text of a file is what JSON has for it, also once more and after a change', async () => {
  const { registry } = await createRegistryKit();
  const expectSame = () =>
    expect(textOfFile(registry.file())).toBe(JSON.stringify(registry.file()));
  expectSame();
  await registry.create(remoteDraft('One'));
  await registry.create(remoteDraft('Two'));
  expectSame();
  await registry.update('one', remoteDraft('Another title'));
  await registry.setEnabled('two', false);
  expectSame();
  expect(textOfFile(registry.file())).toContain('Another title');
  await registry.remove('one');
  expectSame();
});

test('so it is for records that are no servers', () => {
  const odd = [
    null,
    1,
    'text "quoted"',
    true,
    [],
    [{ a: undefined, b: [undefined] }],
    {},
    '\u2028',
  ];
  const file = registryFileSchema.parse({ servers: odd });
  expect(textOfFile(file)).toBe(JSON.stringify(file));
  expect(textOfFile(file)).toBe(JSON.stringify(file));
});

test('the secrets of a record that was seen before are found again, and those of another beside it', () => {
  const problem = { code: 'RECORD_INVALID', path: '', message: '', severity: 'warning' } as const;
  const recordWith = (secretId: string) => ({
    kind: 'unreadable' as const,
    raw: { value: { kind: 'secret', secretId } },
    problem,
  });
  const one = recordWith('a');
  expect([...secretIdsIn([one])]).toEqual([...secretIdsIn([one])]);
  expect([...secretIdsIn([one])]).toHaveLength(1);
  expect([...secretIdsIn([one, recordWith('b')])]).toHaveLength(2);
});
