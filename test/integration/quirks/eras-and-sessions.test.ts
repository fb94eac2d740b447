import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { eraQuirks, refusalQuirks, sessionQuirks } from '../../support/quirk-eras.ts';
import { seeQuirk } from '../../support/quirk-kit.ts';
import { startTestHost, type TestHost } from '../../support/test-host.ts';

let running: TestHost;

beforeAll(async () => {
  running = await startTestHost();
});

afterAll(() => running.remove());

describe.concurrent('servers of the legacy era over HTTP', () => {
  it.each([...eraQuirks, ...sessionQuirks, ...refusalQuirks])('$what', async (quirk) => {
    expect(await seeQuirk(running, quirk)).toMatchObject(quirk.right);
  });
});
