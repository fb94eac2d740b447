import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { eraQuirks, refusalQuirks, sessionQuirks } from '../../support/quirk-eras.ts';
import { seeQuirk } from '../../support/quirk-kit.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let running: TestHost;

beforeAll(async () => {
  running = await startTestHost();
});

afterAll(() => running.remove());

describe.concurrent('servers of the legacy era over HTTP', () => {
  test.each([...eraQuirks, ...sessionQuirks, ...refusalQuirks])('$what', async (quirk) => {
    expect(await seeQuirk(running, quirk)).toMatchObject(quirk.right);
  });
});
