import { expect, test } from 'vitest';

import { movedReading, wasOn } from '../../../../src/main/import/patchbay-export/moved-home.ts';
import { keptProfileSchema } from '../../../../src/shared/domain/profile.ts';
import { serverDefinitionSchema } from '../../../../src/shared/domain/server.ts';

test('a moved server called constructor was on for nobody who did not turn it on', () => {
  const server = serverDefinitionSchema.parse({
    title: 'constructor',
    name: 'constructor',
    transport: { type: 'streamable-http', url: 'https://one.example/mcp' },
    enabled: false,
    createdAt: 1,
    updatedAt: 1,
  });
  const profile = keptProfileSchema.parse({
    id: 'personal',
    title: 'Personal',
    icon: 'user',
    color: 'indigo',
    createdAt: 1,
  });
  const contents = {
    servers: [server],
    profiles: { profiles: [profile], activeId: 'personal' },
  };
  const [found] = movedReading({ file: { contents } as never }).servers;
  expect(found?.moved?.choices).toEqual({});
  expect(found?.moved !== undefined && wasOn(found.moved)).toBe(false);
});

test.each(['each-app', 'all-apps', undefined] as const)(
  'a moved server is used by apps as it was: %s',
  (sharing) => {
    const server = serverDefinitionSchema.parse({
      title: 'Browser',
      name: 'browser',
      transport: { type: 'stdio', command: 'browser' },
      createdAt: 1,
      updatedAt: 1,
      sharing,
    });
    const contents = { servers: [server], profiles: { profiles: [], activeId: 'personal' } };
    const [found] = movedReading({ file: { contents } as never }).servers;
    expect(found?.reading).toMatchObject({ kind: 'server' });
    const { reading } = found ?? {};
    expect(reading?.kind === 'server' && reading.server.draft.sharing).toBe(sharing);
  },
);
