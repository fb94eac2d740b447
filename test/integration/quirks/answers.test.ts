import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  acknowledgementQuirks,
  answerQuirks,
  helloQuirks,
  idQuirks,
  largeQuirks,
  listQuirks,
  socketQuirks,
  toolListQuirks,
} from '../../support/quirk-answers.ts';
import { seeQuirk } from '../../support/quirk-kit.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let running: TestHost;

beforeAll(async () => {
  running = await startTestHost();
});

afterAll(() => running.remove());

const lists = [...idQuirks, ...listQuirks, ...toolListQuirks, ...helloQuirks];
const answers = [...answerQuirks, ...largeQuirks, ...acknowledgementQuirks, ...socketQuirks];

describe.concurrent('servers that answer oddly', () => {
  test.each([...lists, ...answers])('$what', async (quirk) => {
    expect(await seeQuirk(running, quirk)).toMatchObject(quirk.right);
  });
});
