import type { Mutant } from './mutant.ts';

const recipient = { file: 'trust/recipient.ts', test: 'unit/trust/recipient.test.ts' };
const uses = { file: 'trust/secret-uses.ts', test: 'unit/registry/recipients.test.ts' };
const yes = { file: 'registry/recipients.ts', test: 'unit/registry/recipients.test.ts' };
const missing = { file: 'registry/missing-setup.ts', test: 'unit/registry/recipients.test.ts' };
const sealed = { file: 'vault/sealed-record.ts', test: 'unit/vault/sealed-record.test.ts' };

/** Lines that decide where a secret may go. */
export const recipientMutants: readonly Mutant[] = [
  { ...recipient, find: '`program ${launchFingerprint(server)}`', replace: "'program'" },
  {
    ...recipient,
    find: 'return one !== undefined && one === other ? one : filled;',
    replace: 'return one ?? filled;',
  },
  {
    ...recipient,
    find: "if (auth.type !== 'oauth' || !isForSignIn(auth, place)) return origin;",
    replace: 'return origin;',
  },
  {
    ...recipient,
    find: 'const set = [issuer, authorizationUrl, tokenUrl, ...ownPlaces];',
    replace: 'const set = [issuer, authorizationUrl, ...ownPlaces];',
  },
  {
    ...recipient,
    find: 'const set = [issuer, authorizationUrl, tokenUrl, ...ownPlaces];',
    replace: 'const set = [issuer, tokenUrl, ...ownPlaces];',
  },
  {
    ...recipient,
    find: 'const set = [issuer, authorizationUrl, tokenUrl, ...ownPlaces];',
    replace: 'const set = [authorizationUrl, tokenUrl, ...ownPlaces];',
  },
  {
    ...recipient,
    find: "place.kind === 'variable' && profileId !== firstProfileId",
    replace: 'false',
  },
  { ...recipient, find: 'one.holder === use.holder && ', replace: '' },
  { ...recipient, find: ' && one.recipient === use.recipient', replace: '' },
  { ...recipient, find: "isForUse(known.uses, use) ? 'fits' : 'elsewhere'", replace: "'fits'" },
  {
    ...recipient,
    find: "if (place.kind === 'client-secret' || place.kind === 'sign-in-header') return true;",
    replace: '',
  },
  {
    ...recipient,
    find: '...[clientId, issuer, authorizationUrl, tokenUrl, revocationUrl],',
    replace: '...[clientId],',
  },
  { ...recipient, find: 'parseUrl(text)?.origin,', replace: 'parseUrl(text)?.hostname,' },
  { ...recipient, find: "replace(/^ws(s?):/i, 'http$1:')", replace: "replace(/^wss?:/i, 'http:')" },
  { ...uses, find: 'recipients.has(use.recipient) &&', replace: '' },
  { ...uses, find: ' || !isAbout(id, known.uses)', replace: '' },
  {
    ...uses,
    find: '(use) => holderServer(use) !== server.name || isForUse(present, use),',
    replace: '() => true,',
  },
  {
    ...uses,
    find: 'from.recipient === one.use.recipient',
    replace: 'from.recipient !== one.use.recipient',
  },
  { ...uses, find: "place.kind === 'variable' ? [place.profile] : profiles", replace: 'profiles' },
  {
    ...yes,
    find: "fitOf(known, from) === 'fits' && fitOf(known, to) === 'elsewhere'",
    replace: 'false',
  },
  {
    ...yes,
    find: 'own.filter(({ to }) => !recipients.includes(to.recipient))',
    replace: 'own.slice(own.length)',
  },
  { ...yes, find: 'uses.length === 0 ? !foreign.has(id) :', replace: 'uses.length === 0 ? true :' },
  { ...yes, find: 'uses.some((use) => holderServer(use) === server.name)', replace: 'true' },
  {
    ...yes,
    find: "user === profileId && fitOf(usesOf(secretId), from) === 'fits'",
    replace: 'user === profileId',
  },
  { ...yes, find: 'isAbout: (id) => ids.has(id)', replace: 'isAbout: () => true' },
  {
    ...yes,
    find: 'return ok({ server: withoutSecrets(next, all), changes: [], recipients: new Set() });',
    replace: 'return ok({ server: next, changes, recipients: new Set() });',
  },
  { ...missing, find: "(isAgreed ? [] : [{ kind: 'consent' as const }])", replace: '[]' },
  {
    ...missing,
    find: 'isAgreed || (from !== undefined && holderServer(from) !== server.name)',
    replace: 'false',
  },
  { ...missing, find: " || fitOf(known, to) !== 'elsewhere'", replace: '' },
  { ...missing, find: '!isValueSet(valueOf(server, one.name), hasSecret)', replace: 'false' },
  { ...sealed, find: ', uses.map((one) => [one.holder, one.recipient])]', replace: ']' },
  { ...sealed, find: '2, id, purpose, keyId', replace: '2, purpose, keyId' },
  { ...sealed, find: '1, id, purpose, keyId', replace: '1, purpose, keyId' },
  { ...sealed, find: '1, id, purpose, keyId', replace: '1, id, keyId' },
  { ...sealed, find: '[one.holder, one.recipient]', replace: '[one.holder]' },
  { ...sealed, find: '[one.holder, one.recipient]', replace: '[one.recipient]' },
  {
    file: 'vault/document-vault.ts',
    test: 'unit/vault/vault.test.ts',
    find: '&& !isForUse(known.uses, use)',
    replace: '&& false',
  },
  {
    file: 'vault/vault-orphans.ts',
    test: 'unit/vault/vault.test.ts',
    find: 'if (!isSound) return [];',
    replace: '',
  },
  {
    file: 'vault/vault-orphans.ts',
    test: 'unit/vault/vault-orphans.test.ts',
    find: 'record?.purpose === serverSecret && ',
    replace: 'record !== undefined && ',
  },
  {
    file: 'vault/vault-core.ts',
    test: 'integration/host/stored-secrets.test.ts',
    find: 'loaded.isSound ? loaded.file.unreferenced : []',
    replace: 'loaded.file.unreferenced',
  },
];
