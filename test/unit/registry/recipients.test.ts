import { own } from '../../../src/shared/util/own.ts';
import { describe, expect, test } from 'vitest';

import type { KnownUses, SecretUse } from '../../../src/main/kernel/secret-store.ts';
import { missingSetup } from '../../../src/main/registry/missing-setup.ts';
import {
  judgeEdit,
  questionsOfEdit,
  yesOfConsent,
  yesOfEdit,
  yesOfValue,
  yesToQuestions,
} from '../../../src/main/registry/recipients.ts';
import {
  rebindings,
  recipientChanges,
  seenBy,
  usesById,
} from '../../../src/main/trust/secret-uses.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import type { ServerDefinition } from '../../../src/shared/domain/server.ts';

const secret = (secretId: string) => ({ kind: 'secret', secretId });
const use = (holder: string, recipient: string): SecretUse => ({ holder, recipient });
const [before, after] = ['https://a.example', 'https://b.example'];

/** A server with a header's secret, and a value of a variable in two profiles. */
function server(url: string, change: object = {}): ServerDefinition {
  return serverDefinitionSchema.parse({
    name: 'notes',
    title: 'Notes',
    transport: { type: 'streamable-http', url, headers: { X: secret('header') } },
    variables: [{ name: 'KEY' }, { name: 'HOST', sensitive: false }],
    variableValues: { KEY: secret('mine'), 'work/KEY': secret('works') },
    createdAt: 1,
    updatedAt: 1,
    ...change,
  });
}

const vaultOf =
  (all: Readonly<Record<string, readonly SecretUse[]>>) =>
  (id: string): KnownUses => {
    const uses = own(all, id);
    return uses === undefined ? { kind: 'missing' } : { kind: 'stored', uses };
  };
const asBefore = vaultOf({
  header: [use('notes', before), use('other', before)],
  mine: [use('notes', before)],
  works: [use('notes/work', before)],
});

describe('a yes', () => {
  const yes = (recipients: readonly string[], profileId = 'personal') =>
    yesToQuestions(recipients, profileId);

  test('seals to the places that were shown, and ends what the server itself did before', () => {
    expect(rebindings(server(after), yes([after]), asBefore)).toEqual([
      { id: 'mine', uses: [use('notes', after)] },
      { id: 'works', uses: [use('notes/work', after)] },
      { id: 'header', uses: [use('other', before), use('notes', after)] },
    ]);
    expect(rebindings(server(after), yes(['https://c.example']), asBefore)).toEqual([]);
    expect(rebindings(server(before), yes([before]), asBefore)).toEqual([]);
  });

  test('is about what it is about alone', () => {
    const allowed = { ...yes([after]), isAbout: (id: string) => id === 'mine' };
    expect(rebindings(server(after), allowed, asBefore).map(({ id }) => id)).toEqual(['mine']);
    const edit = yesOfEdit(
      {
        server: server(after),
        changes: recipientChanges(server(before), server(after), 'personal').filter(
          ({ secretId }) => secretId === 'mine',
        ),
        recipients: new Set([after]),
      },
      'personal',
    );
    expect(rebindings(server(after), edit, asBefore).map(({ id }) => id)).toEqual(['mine']);
  });

  test('to a program is one to its own secrets, not to what is borrowed or of nobody known', () => {
    const transport = { type: 'stdio', command: 'x', env: { A: secret('header') } };
    const program = server(before, { transport, variables: [], variableValues: {} });
    const others = [server(before, { name: 'other' })];
    const about = (uses: readonly SecretUse[], all: readonly ServerDefinition[] = []) =>
      yesOfConsent(program, 'personal', all).isAbout('header', uses);
    expect(about([use('notes', before)])).toBe(true);
    expect(about([use('other', before)])).toBe(false);
    expect(about([])).toBe(true);
    expect(about([], others)).toBe(false);
    expect(about([], [program])).toBe(true);
  });

  test('in a value is one of the profile that entered it, to what was where it belongs', () => {
    const url = 'https://{{HOST}}/mcp';
    const values = server(before).variableValues;
    const filled = (host: string) =>
      server(url, { variableValues: { ...values, HOST: { kind: 'text', text: host } } });
    const aimed = vaultOf({
      header: [use('notes', before)],
      mine: [use('notes', 'https://elsewhere.example')],
      works: [use('notes/work', before)],
    });
    const given = yesOfValue(filled('a.example'), filled('b.example'), 'personal', aimed);
    expect([...given.recipients]).toEqual([after]);
    expect(['header', 'mine', 'works'].filter((id) => given.isAbout(id, []))).toEqual(['header']);
  });
});

describe('an edit of the address', () => {
  const judge = (options: object, usesOf = asBefore) =>
    judgeEdit(server(before), server(after), { profileId: 'personal', ...options }, usesOf);

  test('is asked about with both places, and goes on with the yes to just these', () => {
    const asked = judge({});
    expect(asked).toMatchObject({ ok: false, error: { code: 'RECIPIENT_CHANGED' } });
    expect(judge({ recipients: ['https://c.example'] })).toEqual(asked);
    const answered = judge({ recipients: [after] });
    expect(answered.ok && [...answered.value.recipients]).toEqual([after]);
    expect(questionsOfEdit(server(before), server(after), 'personal', asBefore)).toEqual([
      {
        recipient: after,
        from: { kind: 'address', addresses: [before] },
        to: { kind: 'address', addresses: [after] },
      },
    ]);
  });

  test('is not asked about where nothing goes elsewhere', () => {
    const there = vaultOf({
      header: [use('notes', after)],
      mine: [use('notes', after)],
      works: [use('notes/work', after)],
    });
    expect(judge({}, there).ok).toBe(true);
    expect(recipientChanges(server(before), server(before), 'personal')).toEqual([]);
    expect(recipientChanges(server(before), server(after), 'personal')).toHaveLength(4);
  });

  test('leaves the secrets out where the person wants that', () => {
    const forgotten = judge({ forgetsSecrets: true });
    expect(forgotten.ok && JSON.stringify(forgotten.value.server)).not.toContain('"header"');
    expect(forgotten).toMatchObject({ value: { changes: [], recipients: new Set() } });
  });
});

test('what a person enters is for the profile that enters it', () => {
  const uses = usesById(server(before), 'work');
  expect(uses.get('works')).toEqual([use('notes/work', before)]);
  expect(uses.get('mine')).toEqual([use('notes', before)]);
  expect(uses.get('header')).toEqual([use('notes', before)]);
});

describe('what is missing', () => {
  const missing = (one: ServerDefinition, usesOf = asBefore, isAgreed = true) =>
    missingSetup(seenBy(one, 'personal'), 'personal', usesOf, isAgreed);
  const bare = { variables: [{ name: 'KEY' }] };
  const text = { HOST: { kind: 'text', text: 'h' } };

  test('is nothing for a server whose secrets are where they belong', () => {
    expect(missing(server(before, bare))).toEqual([]);
  });

  test('is a value, a secret, a place and an agreement, each by its own', () => {
    const values = { variableValues: text };
    expect(missing(server(before, { ...bare, ...values }))).toEqual([
      { kind: 'variable', name: 'KEY', title: 'KEY' },
    ]);
    expect(missing(server(before, bare), vaultOf({ mine: [use('notes', before)] }))).toEqual([
      { kind: 'secret', place: { kind: 'header', name: 'X' } },
    ]);
    expect(missing(server(after, bare))).toMatchObject([{ kind: 'recipient', recipient: after }]);
    expect(missing(server(before, bare), asBefore, false)).toEqual([{ kind: 'consent' }]);
  });

  test('asks about a borrowed secret also before the launch is agreed to, about its own after', () => {
    const borrowed = vaultOf({
      header: [use('other', before)],
      mine: [use('notes', before)],
    });
    const kinds = (isAgreed: boolean, usesOf: typeof asBefore, one: ServerDefinition) =>
      missing(one, usesOf, isAgreed).map(({ kind }) => kind);
    expect(kinds(false, borrowed, server(before, bare))).toEqual(['recipient', 'consent']);
    expect(kinds(false, asBefore, server(after, bare))).toEqual(['consent']);
  });
});
