import type { ServerDefinition, StoredValue } from '../../shared/domain/server.ts';
import { isSecretName, looksLikeSecret } from '../../shared/domain/likely-secrets.ts';
import type { SecretStore } from '../kernel/secret-store.ts';
import { isProgram, valuesOf } from '../../shared/domain/transport-kind.ts';
import { parseUrl } from '../../shared/util/parse-url.ts';

/**
 * Every value of a server that must not leave this computer: those in the vault, as far as it can
 * be opened, and those kept as text that are secrets by their name or look.
 */
export async function knownSecrets(
  server: ServerDefinition,
  vault: Pick<SecretStore, 'read'>,
): Promise<readonly string[]> {
  const named = namedValues(server);
  const kept = await Promise.all(
    named.map(async ([name, value]) => {
      if (value.kind === 'text') return isSecret(name, value.text) ? [value.text] : [];
      const revealed = await vault.read(value.secretId);
      return revealed.ok ? [revealed.value] : [];
    }),
  );
  return [...kept.flat(), ...secretArguments(server), ...secretsOfAddress(server)];
}

function namedValues(server: ServerDefinition): readonly (readonly [string, StoredValue])[] {
  const { transport, auth, variables, variableValues } = server;
  const sensitive = new Set(variables.filter((one) => one.sensitive).map(({ name }) => name));
  const variablePairs = Object.entries(variableValues).map(
    ([name, value]) => [sensitive.has(name) ? 'secret' : name, value] as const,
  );
  const key = auth.type === 'api-key' ? auth.key : auth.type === 'oauth' && auth.clientSecret;
  const headers = auth.type === 'oauth' ? Object.entries(auth.headers ?? {}) : [];
  return [
    ...variablePairs,
    ...Object.entries(valuesOf(transport)),
    ...headers,
    ...(key ? [['secret', key] as const] : []),
  ];
}

function isSecret(name: string, text: string): boolean {
  return isSecretName(name) || looksLikeSecret(text);
}

/** `--token x`, `--token=x`, and anything that looks like a secret by itself. */
function secretArguments({ transport }: ServerDefinition): readonly string[] {
  if (!isProgram(transport)) return [];
  return transport.args.flatMap((arg, index) => {
    const [flag = '', ...inline] = arg.split('=');
    if (inline.length > 0 && isSecretName(flag)) return [inline.join('=')];
    const before = transport.args[index - 1] ?? '';
    const isValue = before.startsWith('-') && !before.includes('=') && isSecretName(before);
    return isValue || looksLikeSecret(arg) ? [arg] : [];
  });
}

function secretsOfAddress({ transport }: ServerDefinition): readonly string[] {
  const url = 'url' in transport ? parseUrl(transport.url) : undefined;
  if (url === undefined) return [];
  const { username, password, searchParams } = url;
  const parts = [username, password].map(decodeQuietly);
  return [...parts, ...searchParams.values()].filter((part) => part !== '');
}

function decodeQuietly(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
