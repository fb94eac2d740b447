import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  checkedFile,
  createTextOfFile,
  registryFileSchema,
} from '../../../src/main/registry/registry-file.ts';
import { recordOf, secretIdsIn } from '../../../src/main/registry/registry-records.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import { createRegistryKit, remoteDraft } from './registry-kit.ts';

test('the text of a file is what JSON has for it, also once more and after a change', async () => {
  const { registry } = await createRegistryKit();
  const textOfFile = createTextOfFile();
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
  const textOfFile = createTextOfFile();
  expect(textOfFile(file)).toBe(JSON.stringify(file));
  expect(textOfFile(file)).toBe(JSON.stringify(file));
});

const serverText = fc.constantFrom('a', 'b', 'c', 'd').map((name) => ({ name }));
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), one: serverText }),
    fc.record({ kind: fc.constant('put' as const), at: fc.nat(4), one: serverText }),
    fc.record({ kind: fc.constant('drop' as const), at: fc.nat(4) }),
    fc.record({ kind: fc.constant('again' as const) }),
  ),
);

test('so it is after whatever happens to records in whatever order', () => {
  fc.assert(
    fc.property(steps, (happened) => {
      const textOfFile = createTextOfFile();
      let servers: readonly unknown[] = [];
      for (const step of happened) {
        if (step.kind === 'add') servers = [...servers, step.one];
        if (step.kind === 'put' && step.at < servers.length)
          servers = servers.with(step.at, step.one);
        if (step.kind === 'drop') servers = servers.toSpliced(step.at, 1);
        expect(textOfFile({ servers: [...servers] })).toBe(JSON.stringify({ servers }));
      }
    }),
  );
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

test('what could not be read again is refused where it is new, however often, and stays where it was', () => {
  const sound = recordOf(
    serverDefinitionSchema.parse({
      ...remoteDraft('One'),
      name: 'one',
      createdAt: 1,
      updatedAt: 1,
    }),
  );
  const broken = recordOf({ ...sound.server, name: 'two', createdAt: Number.NaN });
  const isRefused = (known: readonly (typeof sound)[]) => !checkedFile([sound, broken], known).ok;
  expect([isRefused([]), isRefused([sound]), isRefused([sound, broken])]).toEqual([
    true,
    true,
    false,
  ]);
  expect(checkedFile([sound, recordOf({ ...sound.server })], [sound]).ok).toBe(false);
});
