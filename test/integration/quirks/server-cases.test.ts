import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { serverCaseFaults } from '../../support/server-cases/case-faults.ts';
import { serverCaseSchema } from '../../support/server-cases/case.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const folder = fileURLToPath(new URL('../../fixtures/server-cases/', import.meta.url));
const cases = z
  .array(serverCaseSchema)
  .parse(JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')));
let running: TestHost;

beforeAll(async () => {
  running = await startTestHost();
});

afterAll(() => running.remove());

test('there are many', () => expect(cases.length).toBeGreaterThan(65));

describe.concurrent('servers that do something odd, as a person sees them', () => {
  test.each(cases.map((one) => [one.id, one.about, one] as const))('%s: %s', async (_, __, one) => {
    expect(await serverCaseFaults(running, folder, one)).toEqual([]);
  });
});
