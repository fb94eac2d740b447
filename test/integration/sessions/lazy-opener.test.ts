import { expect, test } from 'vitest';

import { createLazySessionOpener } from '../../../src/main/node/sdk/lazy-session-opener.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../../src/main/node/kernel/system-random.ts';
import { createUserPath } from '../../../src/main/node/processes/user-path.ts';
import { eraServerLaunch } from '../../support/real-servers.ts';
import { never, openOrThrow, requestFor } from '../../support/session-kit.ts';

test('opens many sessions at once and remembers eras between them', async () => {
  const opener = createLazySessionOpener({
    clock: createSystemClock(),
    random: createSystemRandom(),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    clientVersion: '0.0.0-test',
    authorize: () => Promise.resolve('own-key'),
    userPath: createUserPath(),
  });
  const request = requestFor(eraServerLaunch({ ERA: 'legacy' }));
  const sessions = await Promise.all([1, 2, 3].map(() => openOrThrow(opener, request)));
  for (const session of sessions) {
    expect(session.info.era).toBe('legacy');
    expect(await session.probe(never)).toMatchObject({ ok: true });
    await session.close();
  }
});
