import { grantKey } from './grant-key.ts';
import type { KeptSignIn } from './oauth.ts';
import type { GrantName, OAuthRecords, RecordKey } from './oauth-ports.ts';

/**
 * Who has signed in where, each once. There may be several grants, under keys that were given up; a
 * single one that can be read is enough.
 */
export async function keptSignIns(
  records: Pick<OAuthRecords, 'overview'>,
): Promise<readonly KeptSignIn[]> {
  const kept = new Map<string, KeptSignIn>();
  for (const { key, isReadable } of await records.overview('grant')) {
    const [owner, serverName] = key.parts;
    if (owner === undefined || serverName === undefined) continue;
    const id = grantKey({ owner, serverName });
    const before = kept.get(id)?.isReadable === true;
    kept.set(id, { owner, serverName, isReadable: isReadable || before });
  }
  return [...kept.values()];
}

/** Who has signed in where, whether or not it can be read now; asks for no key. */
export async function keptNames(
  records: Pick<OAuthRecords, 'names'>,
): Promise<readonly GrantName[]> {
  return grantsOf(await records.names('grant'));
}

/** Who has signed in where, as far as it can be read now. */
export async function grantNames(
  records: Pick<OAuthRecords, 'list'>,
): Promise<readonly GrantName[]> {
  const keys = await records.list('grant');
  return keys.ok ? grantsOf(keys.value) : [];
}

function grantsOf(keys: readonly RecordKey[]): readonly GrantName[] {
  return keys.flatMap(({ parts: [owner, serverName] }) =>
    owner === undefined || serverName === undefined ? [] : [{ owner, serverName }],
  );
}
