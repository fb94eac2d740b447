import { expect, test } from 'vitest';

import { writeBatch } from '../../../src/main/registry/server-batch.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import { createFakeSecrets } from '../../support/fake-secrets.ts';

const transport = { type: 'stdio', command: 'browser' } as const;
const server = (sharing?: 'all-apps' | 'each-app') =>
  serverDefinitionSchema.parse({
    ...{ title: 'Browser', name: 'browser', transport, sharing },
    ...{ createdAt: 1, updatedAt: 1 },
  });

test.each([
  ['each-app', undefined, 'each-app'],
  ['each-app', 'all-apps', 'all-apps'],
  [undefined, 'each-app', 'each-app'],
  [undefined, undefined, undefined],
] as const)(
  'a server whose apps use %s, replaced by one that says %s, is used by %s',
  async (before, said, after) => {
    const draft = { title: 'Browser', transport, ...(said && { sharing: said }) };
    const written = await writeBatch([{ draft, replaces: 'browser' }], {
      servers: new Map([['browser', server(before)]]),
      taken: new Set(['browser']),
      secrets: createFakeSecrets(),
      now: 2,
      profileId: 'personal',
    } as never);
    expect(written.ok && written.value.servers[0]?.server.sharing).toBe(after);
  },
);
