import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { StoredSecret } from '../../shared/domain/stored-secret.ts';
import { serverSecretsOf } from '../registry/server-secrets.ts';
import type { StoredSecretsDeps } from './stored-secrets-deps.ts';

/** Every value that servers and sign-ins keep in the vault, by the title of its server. */
export function createSecretList(
  deps: Pick<StoredSecretsDeps, 'vault' | 'registry' | 'signIns'>,
): () => Promise<StoredSecret[]> {
  const { vault, registry, signIns } = deps;

  const readingOf = async (secretId: string): Promise<StoredSecret['reading']> => {
    const revealed = await vault.read(secretId);
    if (revealed.ok) return 'readable';
    return revealed.error.code === 'SECRET_MISSING' || !vault.has(secretId) ? 'missing' : 'locked';
  };

  const ofServer = (server: ServerDefinition): Promise<StoredSecret[]> =>
    Promise.all(
      serverSecretsOf(server).map(async ({ secretId, place }) => ({
        server: server.name,
        title: server.title,
        place,
        reading: await readingOf(secretId),
      })),
    );

  const signInsKept = async (): Promise<StoredSecret[]> => {
    const kept = await signIns.kept();
    return kept.map(({ owner, serverName, isReadable }) => ({
      server: serverName,
      title: registry.get(serverName)?.title ?? serverName,
      place: { kind: 'sign-in', profile: owner },
      reading: isReadable ? 'readable' : 'locked',
    }));
  };

  return async () => {
    const [secrets, kept] = await Promise.all([
      Promise.all(registry.list().map(ofServer)),
      signInsKept(),
    ]);
    const all = [...secrets.flat(), ...kept];
    return all.sort((a, b) => a.title.localeCompare(b.title));
  };
}
