import type {
  ServerAuth,
  ServerDefinition,
  ServerTransport,
  ServerView,
  ShownTransport,
  ShownValue,
  StoredValue,
} from '../../shared/domain/server.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import { hasAddress, isProgram } from '../../shared/domain/transport-kind.ts';

/** Whether the vault holds a secret of this id. */
export type HasSecret = (secretId: string) => boolean;

/**
 * The server as the window sees it: everything but the secrets, of which only remains whether they
 * are set. Ids of secrets and values of variables stay behind.
 */
export function toServerView(definition: ServerDefinition, hasSecret: HasSecret): ServerView {
  const { variableValues: _values, transport, auth, ...rest } = definition;
  return {
    ...rest,
    transport: shownTransport(transport, hasSecret),
    auth: shownAuth(auth, hasSecret),
  };
}

function shown(value: StoredValue, hasSecret: HasSecret): ShownValue {
  return value.kind === 'text'
    ? { kind: 'text', text: value.text }
    : { kind: 'secret', isSet: hasSecret(value.secretId) };
}

function shownRecord(
  values: Readonly<Record<string, StoredValue>>,
  hasSecret: HasSecret,
): Record<string, ShownValue> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, shown(value, hasSecret)]),
  );
}

function shownTransport(transport: ServerTransport, hasSecret: HasSecret): ShownTransport {
  if (isProgram(transport)) {
    return { ...transport, env: shownRecord(transport.env, hasSecret) };
  }
  if (!hasAddress(transport)) return transport;
  return { ...transport, headers: shownRecord(transport.headers, hasSecret) };
}

function shownAuth(auth: ServerAuth, hasSecret: HasSecret): ServerView['auth'] {
  switch (auth.type) {
    case 'none':
      return auth;
    case 'api-key':
      return { ...auth, key: shown(auth.key, hasSecret) };
    case 'oauth': {
      const { clientSecret, headers, ...rest } = auth;
      return {
        ...rest,
        ...(clientSecret === undefined ? {} : { clientSecret: shown(clientSecret, hasSecret) }),
        ...(headers === undefined ? {} : { headers: shownRecord(headers, hasSecret) }),
      };
    }
    default:
      return assertNever(auth);
  }
}
