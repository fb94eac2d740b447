import { describe, expect, test } from 'vitest';

import { toDraft, toForm } from '../../../../src/renderer/src/parts/server-form/form-model.ts';
import { serverDraftSchema } from '../../../../src/shared/domain/server.ts';
import type { ServerDraftInput } from '../../../../src/shared/domain/server.ts';
import { viewOf } from '../sample-snapshot.ts';

const program: ServerDraftInput = {
  title: 'Files',
  description: 'two\nlines',
  icon: 'data:image/png;base64,AAAA',
  transport: {
    type: 'stdio',
    command: 'npx',
    args: ['-y', '', 'with space', 'line\nbreak'],
    env: { DEBUG: { kind: 'text', text: '' }, KEY: { kind: 'secret', value: 's3' } },
    cwd: '/tmp',
  },
  era: 'legacy',
  variables: [{ name: 'A', title: 'An a', description: 'why', sensitive: false }],
  timeouts: { connectMs: 1500, idleMs: 60_000 },
  start: 'manual',
  sharing: 'each-app',
  enabled: false,
  scope: { kind: 'private', profiles: ['Work'] },
  extras: { unknown: { field: 1 } },
};
const address: ServerDraftInput = {
  title: 'Remote',
  transport: {
    type: 'sse',
    url: 'https://x.example/sse',
    headers: { X: { kind: 'text', text: '1' } },
  },
  auth: { type: 'api-key', placement: 'header', headerName: 'X-Key', key: { kind: 'secret' } },
};
const signIn: ServerDraftInput = {
  title: 'OAuth',
  transport: { type: 'websocket', url: 'wss://x.example', headers: {} },
  auth: { type: 'oauth', clientId: 'id', clientSecret: { kind: 'secret' }, scopes: ['a'] },
};
const wordy: ServerDraftInput = {
  title: 'OAuth with all',
  transport: { type: 'sse', url: 'https://x.example', headers: {} },
  auth: {
    type: 'oauth',
    parameters: { audience: 'https://api.example', access_type: 'offline' },
    headers: { 'X-Tenant': { kind: 'secret' }, 'X-Plain': { kind: 'text', text: 'a' } },
    tokenMethod: 'client_secret_post',
    revocationUrl: 'https://x.example/revoke',
    redirect: 'localhost',
  },
};
const sample: ServerDraftInput = { title: 'Sample', transport: { type: 'built-in', id: 'sample' } };

describe('the form of a server', () => {
  test.each([program, address, signIn, wordy, sample])(
    'gives back what it was given: $title',
    (input) => {
      const draft = serverDraftSchema.parse(input);
      const back = toDraft(toForm(draft));
      expect(back).toEqual(draft);
      expect(serverDraftSchema.parse(back)).toEqual(draft);
    },
  );

  test('leaves a stored secret out, so that it is kept', () => {
    const view = viewOf('x', 'X', {
      transport: {
        type: 'stdio',
        command: 'x',
        args: [],
        env: { KEY: { kind: 'secret', isSet: true } },
      },
    });
    const form = toForm(view);
    expect(form.env).toMatchObject([{ name: 'KEY', isSecret: true, isSet: true, text: '' }]);
    expect(toDraft(form).transport).toMatchObject({ env: { KEY: { kind: 'secret' } } });
    expect(JSON.stringify(toDraft(form))).not.toContain('isSet');
  });

  test('drops a stored client secret together with its client id, and no other', () => {
    const auth = {
      type: 'oauth',
      clientId: 'id',
      clientSecret: { kind: 'secret', isSet: true },
      tokenUrl: 'https://x.example/token',
      issuer: 'https://x.example',
    } as const;
    const form = toForm({ ...viewOf('x', 'X'), auth });
    expect(toDraft(form).auth).toMatchObject({ clientId: 'id', clientSecret: { kind: 'secret' } });
    const cleared = { ...form, oauth: { ...form.oauth, clientId: ' ' } };
    const { tokenUrl, issuer } = auth;
    expect(toDraft(cleared).auth).toEqual({ type: 'oauth', tokenUrl, issuer });
  });

  test('splits scopes at spaces and leaves empty fields out', () => {
    const form = toForm(serverDraftSchema.parse(signIn));
    const oauth = { ...form.oauth, scopes: '  a   b ', clientId: '', clientSecret: null };
    expect(toDraft({ ...form, oauth }).auth).toEqual({ type: 'oauth', scopes: ['a', 'b'] });
  });

  test('drops rows without a name and trims names', () => {
    const form = toForm(serverDraftSchema.parse(program));
    const blank = { id: 0, name: ' ', isSecret: false, text: 'lost', isSet: false };
    const padded = { ...blank, name: ' TRIMMED ', text: ' kept as it is ' };
    const { transport } = toDraft({ ...form, env: [blank, padded] });
    expect(transport).toMatchObject({
      env: { TRIMMED: { kind: 'text', text: ' kept as it is ' } },
    });
    expect(Object.keys('env' in transport ? transport.env : {})).toEqual(['TRIMMED']);
  });
});
