import { expect, test } from 'vitest';

import { trustDoors } from '../../support/doors/all-doors.ts';
import { createSentStake, withTransport } from '../../support/trust-stakes.ts';
import type { Aim } from '../../support/trust-stakes.ts';
import { tryDoor } from '../../support/trust-trial.ts';

const hostOf = (origin: string): string => origin.slice('http://'.length);

// By every door an address changes as such; here it changes in other ways, by one door.
const aims: readonly (readonly [string, Aim])[] = [
  [
    'another transport at another address',
    (definition, { url }) => withTransport(definition, { type: 'sse', url }),
  ],
  [
    'a WebSocket at another address',
    (definition, { url }) =>
      withTransport(definition, { type: 'websocket', url: url.replace('http', 'ws') }),
  ],
  [
    'an address whose user part looks like the old one',
    (definition, stranger, honest) =>
      withTransport(definition, { url: `http://${hostOf(honest.origin)}@${hostOf(stranger.url)}` }),
  ],
  [
    'another value of a variable of the address',
    (definition, { origin }) => ({
      ...definition,
      variableValues: {
        ...(definition['variableValues'] as object),
        HOST: { kind: 'text', text: hostOf(origin) },
      },
    }),
  ],
];

test.each(aims)('what is stored goes to nobody unasked by %s', async (_, aim) => {
  const door = trustDoors.find(({ name }) =>
    name.endsWith('servers.json, edited between two runs'),
  );
  if (door === undefined) throw new Error('no such door');
  const kind = { needsSecret: true, create: () => createSentStake(aim) };
  const { asks, ...happened } = await tryDoor(door, kind);
  expect(happened).toEqual({ happenedWithoutClick: false, happenedAfterClick: true });
  expect(asks).toEqual(['notes']);
});
