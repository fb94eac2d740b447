import { expect, test } from 'vitest';

import { offlineGuess } from '../../../src/main/oauth/offline-guess.ts';
import type { GuessEvidence } from '../../../src/main/oauth/offline-guess.ts';

const likeGoogle: GuessEvidence = {
  server: { clientId: 'by-hand' },
  authorizationServer: { listsRefresh: true, scopes: ['openid', 'email'] },
  habits: {},
  known: undefined,
  scopes: ['read'],
};

test('a service that lists refresh tokens and no scope for them is asked by access_type', () => {
  expect(offlineGuess(likeGoogle)).toEqual({ access_type: 'offline' });
});

test.each<[string, Partial<GuessEvidence>]>([
  ['it registers clients by itself', { server: {} }],
  ['it lists no refresh tokens', { authorizationServer: {} }],
  [
    'it has a scope for them',
    { authorizationServer: { listsRefresh: true, scopes: ['offline_access'] } },
  ],
  ['that scope was entered', { scopes: ['offline_access'] }],
  ['it refused the parameter before', { habits: { refusesOffline: true } }],
  ['the table has a word on it', { known: { hosts: [], source: '' } }],
  ['the person has one', { server: { clientId: 'x', parameters: { access_type: 'online' } } }],
])('nothing is guessed where %s', (_why, changes) => {
  expect(offlineGuess({ ...likeGoogle, ...changes })).toBeUndefined();
});
