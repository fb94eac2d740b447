import { expect, test } from 'vitest';

import { browse } from '../../odd-services/browser.ts';
import { json, startOddService } from '../../odd-services/service.ts';
import type { Json } from '../../odd-services/service.ts';
import { createShiftedClock } from '../../support/oauth-kit.ts';
import { startTestHost } from '../../support/test-host.ts';

/** A signed-in host at a server whose next answer to a call is 403 without a word. */
async function forbidden(shape: (tokens: Json) => Json) {
  const clock = createShiftedClock();
  const service = await startOddService(undefined, () => clock.now());
  service.issued = (tokens) => json(200, shape(tokens));
  const test = await startTestHost({ clock });
  const transport = {
    type: 'streamable-http' as const,
    url: `${service.resource}/mcp`,
    headers: {},
  };
  await test.client.servers.create({ draft: { title: 'odd', transport } });
  await test.reached('odd', 'needs-sign-in');
  await test.client.signIn.begin({ name: 'odd' });
  await test.host.openLink((await browse(test.opened.at(-1) ?? '')).url);
  await test.reached('odd', 'ready');
  const { accepts, refuse } = service;
  service.accepts = () => false;
  service.refuse = () => json(403, { message: 'Forbidden' });
  const call = async () => {
    const events = await test.client.catalog.callTool({ name: 'odd', tool: 'whoami', args: {} });
    for await (const event of events) void event;
  };
  return {
    clock,
    service,
    call,
    forgive: () => Object.assign(service, { accepts, refuse }),
    async [Symbol.asyncDispose]() {
      await test.remove();
      await service[Symbol.asyncDispose]();
    },
  };
}

const withoutEnd = ({ expires_in: _, ...tokens }: Json): Json => tokens;

test('a server that forbids everything has each token renewed once, not once a call', async () => {
  await using scene = await forbidden(withoutEnd);
  scene.clock.aheadMs += 120_000;
  for (let calls = 0; calls < 5; calls += 1) await expect(scene.call()).rejects.toThrow();
  expect(scene.service.seen.refresh).toBe(1);
});

test('what was just given out, or has an end that is still to come, is not renewed for a 403', async () => {
  await using young = await forbidden(withoutEnd);
  await expect(young.call()).rejects.toThrow();
  expect(young.service.seen.refresh).toBe(0);
  await using dated = await forbidden((tokens) => ({ ...tokens, expires_in: 3600 }));
  dated.clock.aheadMs += 120_000;
  await expect(dated.call()).rejects.toThrow();
  expect(dated.service.seen.refresh).toBe(0);
});
