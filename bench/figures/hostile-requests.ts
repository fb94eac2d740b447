import { tryHostileRequests } from '../../test/support/hostile-requests.ts';
import { startHttpDoor } from '../../test/support/http-door.ts';
import type { Outcome } from './outcome.ts';

/** Every known way in for web pages, strangers and broken apps, at the HTTP door of a real host. */
export async function hostileRequestsRefused(): Promise<readonly Outcome[]> {
  const running = await startHttpDoor();
  const { token, secret } = await running.client.gateway.createToken({ label: 'Gone' });
  await running.client.gateway.revokeToken({ id: token.id });
  const { tried, wrong, spawned } = await tryHostileRequests(running, secret);
  await running.remove();
  const refused = tried - wrong.length;
  return [
    {
      figure:
        'hostile requests to the HTTP door for AI apps (no, wrong, revoked token and one in the query; Host by other names, forms and ports; foreign Origins; arrays, oversized and broken bodies; other methods, addresses and sessions)',
      ours: `refused ${String(refused)} of ${String(tried)}, spawned ${String(spawned)}`,
      goal: 'all refused, spawned 0',
      isMet: refused === tried && spawned === 0,
      others: '',
      script: 'test/support/hostile-requests.ts',
    },
  ];
}
