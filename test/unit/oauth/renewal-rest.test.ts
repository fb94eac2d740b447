import { expect, test } from 'vitest';

import { unavailable } from '../../../src/main/oauth/auth-failure.ts';
import { RenewalRest } from '../../../src/main/oauth/renewal-rest.ts';
import { FakeClock } from '../../support/fake-clock.ts';

test('is the answer for a while, and for longer once a refusal has come twice', async () => {
  const clock = new FakeClock();
  const rest = new RenewalRest(clock);
  const first = rest.judge({ kind: 'refused', detail: 'no' });
  expect(first.kind).toBe('unavailable');
  expect(rest.answer).toBe(first);
  await clock.advance(250);
  expect(rest.answer).toBeUndefined();
  const second = rest.judge({ kind: 'client-rejected', detail: 'no' });
  expect(second).toMatchObject({ kind: 'needs-sign-in', reason: 'not-renewable' });
  await clock.advance(59_999);
  expect(rest.answer).toBe(second);
});

test('is lifted by a wish without forgetting what went wrong, and ended by another grant', () => {
  const rest = new RenewalRest(new FakeClock());
  rest.judge({ kind: 'refused', detail: 'no' });
  rest.lift();
  expect(rest.answer).toBeUndefined();
  expect(rest.judge({ kind: 'refused', detail: 'no' }).kind).toBe('needs-sign-in');
  rest.clear();
  expect(rest.judge({ kind: 'refused', detail: 'no' }).kind).toBe('unavailable');
});

test('takes two seconds after what nobody judged, and never shortens another one', async () => {
  const clock = new FakeClock();
  const rest = new RenewalRest(clock);
  const away = unavailable('no answer');
  rest.afterOutage(away);
  await clock.advance(1_999);
  expect(rest.answer).toBe(away);
  await clock.advance(1);
  expect(rest.answer).toBeUndefined();
  rest.lift();
  const busy = rest.judge({ kind: 'outage', status: 429, failure: unavailable('busy', 30_000) });
  rest.afterOutage(away);
  await clock.advance(29_999);
  expect(rest.answer).toBe(busy);
  rest.clear();
  rest.afterOutage({ kind: 'aborted' });
  expect(rest.answer).toBeUndefined();
});
