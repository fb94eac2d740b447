import fc from 'fast-check';
import { expect, test } from 'vitest';

import { browse } from '../../odd-services/browser.ts';
import { json, startOddService } from '../../odd-services/service.ts';
import type { Reply } from '../../odd-services/service.ts';
import { createShiftedClock } from '../../support/oauth-kit.ts';
import { startTestHost } from '../../support/test-host.ts';

const words = fc.constantFrom(
  'invalid_request',
  'invalid_target',
  'invalid_scope',
  'server_error',
  'anything',
);
const answer: fc.Arbitrary<Reply> = fc.oneof(
  fc
    .record({ status: fc.constantFrom(400, 401, 403, 404, 429, 500, 503), error: words })
    .map(({ status, error }) => json(status, { error })),
  fc.constantFrom(400, 401, 403, 404, 502).map((status) => ({ status, text: 'no' })),
  fc.constantFrom<Reply>(
    { status: 200, text: '<h1>Log in</h1>' },
    json(200, { ok: false, error: 'invalid_refresh_token' }),
    json(400, { error: { message: 'over' } }),
    json(200, {}),
  ),
);

test('is never ready while the token is over and renewing it fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
      const clock = createShiftedClock();
      await using service = await startOddService(undefined, () => clock.now());
      let at = 0;
      service.token = (form) =>
        form['grant_type'] === 'refresh_token' ? answers[(at += 1) % answers.length] : undefined;
      const test = await startTestHost({ clock });
      try {
        const url = service.resource + service.path;
        const transport = { type: 'streamable-http' as const, url, headers: {} };
        await test.client.servers.create({ draft: { title: 'odd', transport } });
        await test.reached('odd', 'needs-sign-in');
        await test.client.signIn.begin({ name: 'odd' });
        await test.host.openLink((await browse(test.opened.at(-1) ?? '')).url);
        await test.reached('odd', 'ready');
        clock.aheadMs += service.lifetimeS * 1000 + 1;
        const call = test.client.catalog.callTool({ name: 'odd', tool: 'whoami', args: {} });
        await expect(
          (async () => {
            for await (const event of await call) void event;
          })(),
        ).rejects.toThrow();
        expect(test.host.pool.status('odd')?.kind).not.toBe('ready');
        expect(await test.host.signIns.accounts(['odd'])).toHaveProperty('odd');
      } finally {
        await test.remove();
      }
    }),
    { numRuns: 8 },
  );
});
