import type { MissingSetup } from '../../shared/domain/connection-state.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { SecretStore, SecretUse } from '../kernel/secret-store.ts';
import { fitOf, holderServer, useOf } from '../trust/recipient.ts';
import { questionsOf } from '../trust/recipient-question.ts';
import { isRequired } from './optional-parts.ts';
import { serverSecretsOf } from './server-secrets.ts';
import { isValueSet, valueOf } from './variable-values.ts';

/**
 * What a person must still do before a server, as a profile sees it, can start; asks the vault for
 * no value. A secret that is for somebody else is asked about, unless agreeing to the launch says it.
 */
export function missingSetup(
  server: ServerDefinition,
  profileId: string,
  usesOf: SecretStore['usesOf'],
  isAgreed: boolean,
): readonly MissingSetup[] {
  const hasSecret = (id: string) => usesOf(id).kind !== 'missing';
  const variables: readonly MissingSetup[] = server.variables
    .filter((one) => isRequired(one) && !isValueSet(valueOf(server, one.name), hasSecret))
    .map(({ name, title }) => ({ kind: 'variable', name, title: title === '' ? name : title }));
  const secrets: readonly MissingSetup[] = serverSecretsOf(server)
    .filter(({ secretId, place }) => place.kind !== 'variable' && !hasSecret(secretId))
    .map(({ place }) => ({ kind: 'secret', place }));
  const questions = redirectionsOf(server, profileId, usesOf).filter(
    ({ from }) => isAgreed || (from !== undefined && holderServer(from) !== server.name),
  );
  return [
    ...variables,
    ...secrets,
    ...questionsOf(questions).map((question) => ({ kind: 'recipient' as const, ...question })),
    ...(isAgreed ? [] : [{ kind: 'consent' as const }]),
  ];
}

function redirectionsOf(
  server: ServerDefinition,
  profileId: string,
  usesOf: SecretStore['usesOf'],
) {
  const declared = new Set(server.variables.map(({ name }) => name));
  return serverSecretsOf(server).flatMap(({ secretId, place }) => {
    if (place.kind === 'sign-in') return [];
    if (place.kind === 'variable' && !declared.has(place.name)) return [];
    const to = useOf(server, place, profileId);
    const known = usesOf(secretId);
    if (known.kind !== 'stored' || fitOf(known, to) !== 'elsewhere') return [];
    return [{ from: formerUse(known.uses, to), to }];
  });
}

/** What the server itself used it for, before what others do. */
function formerUse(uses: readonly SecretUse[], to: SecretUse): SecretUse | undefined {
  return uses.find((use) => holderServer(use) === holderServer(to)) ?? uses[0];
}
