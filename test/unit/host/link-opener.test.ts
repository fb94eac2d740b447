import { expect, test } from 'vitest';

import { createLinkOpener } from '../../../src/main/host/link-opener.ts';
import { err, ok } from '../../../src/shared/util/result.ts';

type Finish = Parameters<typeof createLinkOpener>[0]['signIns']['finish'];

function openerWith(finish: Finish) {
  const notices: string[] = [];
  const open = createLinkOpener({
    signIns: { finish },
    notices: { add: ({ code, params }) => void notices.push(`${code} ${JSON.stringify(params)}`) },
    now: () => 1,
  });
  return { open, notices };
}

test.each(['app.patchbay://oauth/callback?code=1', 'patchbay://oauth/callback?code=1'])(
  'an answer to a sign-in goes to the sign-ins alone: %s',
  async (url) => {
    const given: string[] = [];
    const { open, notices } = openerWith((answer, way) => {
      given.push(`${way} ${answer}`);
      return Promise.resolve(ok({ name: 'notes', isSignedIn: true }));
    });
    await open(url);
    expect(given).toEqual(['deep-link app.patchbay://oauth/callback?code=1']);
    expect(notices).toEqual([]);
  },
);

test('an answer that is refused is said with its reason', async () => {
  const { open, notices } = openerWith(() => Promise.resolve(err({ reason: 'unknown-flow' })));
  await open('app.patchbay://oauth/callback?code=1');
  expect(notices).toEqual(['SIGN_IN_ANSWER_REFUSED {"reason":"unknown-flow"}']);
});

test.each(['patchbay://oauth/callbackx?code=1', 'patchbay://servers/add?config=x'])(
  'any other link reaches no sign-in: %s',
  async (url) => {
    const { open } = openerWith(() => {
      throw new Error('a sign-in was given a link that is no answer');
    });
    await open(url);
  },
);
