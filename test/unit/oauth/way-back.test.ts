import { describe, expect, test } from 'vitest';

import { judgeLook } from '../../../src/main/oauth/page-look.ts';
import { redirectWays } from '../../../src/main/oauth/redirect-ways.ts';
import type { WayEvidence } from '../../../src/main/oauth/redirect-ways.ts';
import { RenewalTrouble } from '../../../src/main/oauth/renewal-trouble.ts';
import { unavailable } from '../../../src/main/oauth/auth-failure.ts';

const nothing: WayEvidence = {
  asked: undefined,
  registered: undefined,
  habits: {},
  known: undefined,
  last: undefined,
  hasDeepLinks: true,
};

describe('the ways back', () => {
  test.each<[string, Partial<WayEvidence>, string]>([
    ['our own link first', {}, 'deep-link loopback localhost'],
    ['no link where none comes back', { hasDeepLinks: false }, 'loopback localhost'],
    ['what worked first', { habits: { way: 'localhost' } }, 'localhost deep-link loopback'],
    ['what the last sign-in took', { last: 'loopback' }, 'loopback deep-link localhost'],
    ['what was registered by hand', { registered: 'localhost' }, 'localhost'],
    ['what somebody asks for', { asked: 'deep-link', habits: { way: 'loopback' } }, 'deep-link'],
    ['either loopback address', { asked: 'loopback' }, 'loopback localhost'],
    [
      'what is known',
      { known: { hosts: [], source: '', ways: ['loopback', 'localhost'] } },
      'loopback localhost',
    ],
  ])('%s', (_name, changes, expected) => {
    expect(redirectWays({ ...nothing, ...changes }).join(' ')).toBe(expected);
  });
});

const uri = 'http://127.0.0.1:4711/callback';
const look = (
  status: number,
  more: { text?: string; location?: string; isChallenged?: boolean } = {},
) => judgeLook({ status, text: '', location: undefined, isChallenged: false, ...more }, uri);

describe('one look at a page', () => {
  test.each<[string, string, ReturnType<typeof look>]>([
    ['a login page', 'fine', look(200)],
    ['a way to a login page', 'fine', look(302, { location: 'https://as.example/login' })],
    ['an outage', 'fine', look(503)],
    ['too many visitors', 'fine', look(429)],
    ['a page for robots', 'fine', look(403, { isChallenged: true })],
    ['a code', 'fine', look(302, { location: `${uri}?code=c&state=s` })],
    ['a login that is needed', 'fine', look(302, { location: `${uri}?error=login_required` })],
    [
      'an error sent to a stranger',
      'fine',
      look(302, { location: 'https://x.example/?error=invalid_scope' }),
    ],
    [
      'an address that only begins alike',
      'fine',
      look(302, { location: `${uri}x?error=invalid_scope` }),
    ],
    ['an error page', 'redirect', look(400, { text: 'Invalid redirect URI' })],
    ['a refused resource', 'resource', look(400, { text: 'AADSTS9010010' })],
    [
      'a refused resource in the answer',
      'resource',
      look(302, { location: `${uri}?error=invalid_target` }),
    ],
    ['refused scopes', 'scope', look(302, { location: `${uri}?error=invalid_scope` })],
    [
      'a mistake in the request',
      'parameter',
      look(302, { location: `${uri}?error=invalid_request` }),
    ],
    [
      'a mistake that is named',
      'resource',
      look(302, {
        location: `${uri}?error=invalid_request&error_description=resource%20parameter`,
      }),
    ],
    ['scopes refused on a page', 'scope-page', look(400, { text: 'invalid_scope' })],
    ['a refused prompt', 'prompt', look(400, { text: 'AADSTS90095' })],
  ])('%s says %s', (_name, expected, verdict) => {
    expect(verdict).toBe(expected);
  });
});

describe('a renewal that fails', () => {
  test('in whatever words ends the sign-in the second time, and a success forgets the first', () => {
    const trouble = new RenewalTrouble();
    expect(trouble.refused('x').failure.kind).toBe('unavailable');
    trouble.clear();
    expect(trouble.refused('x').failure.kind).toBe('unavailable');
    expect(trouble.refused('the words').failure).toEqual({
      kind: 'needs-sign-in',
      reason: 'not-renewable',
      detail: 'the words',
    });
  });

  test('for a fault of the service ends it after ten minutes, not for a busy one', () => {
    const trouble = new RenewalTrouble();
    const minute = 60_000;
    const at = (status: number, now: number) =>
      trouble.outage(status, unavailable('HTTP'), now).failure;
    expect(at(429, 0).kind).toBe('unavailable');
    expect(at(429, 20 * minute).kind).toBe('unavailable');
    expect(at(500, 30 * minute)).toMatchObject({ kind: 'unavailable', mayBeOver: true });
    expect(at(503, 40 * minute - 1)).toMatchObject({ kind: 'unavailable', mayBeOver: false });
    expect(at(503, 40 * minute)).toMatchObject({ reason: 'not-renewable' });
  });
});
