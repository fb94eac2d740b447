import type {
  DraftValue,
  ServerAuth,
  ServerDefinition,
  ServerDraft,
  ServerTransport,
  StoredValue,
} from '../../shared/domain/server.ts';
import { assertNever } from '../../shared/util/assert-never.ts';
import { hasAddress, isProgram, valuesOf } from '../../shared/domain/transport-kind.ts';

/** A place in a server that holds a value; the same place has the same key before and after an edit. */
export interface Slot<V> {
  /** E.g. `env:TOKEN`, `header:x-api-key`, `auth:key`. */
  readonly key: string;
  /** Dotted path of the field, for problems. */
  readonly path: string;
  readonly value: V;
}

interface Valued<V> {
  readonly transport:
    | { readonly type: 'stdio'; readonly env: Readonly<Record<string, V>> }
    | {
        readonly type: 'streamable-http' | 'sse' | 'websocket';
        readonly headers: Readonly<Record<string, V>>;
      }
    | { readonly type: 'built-in' };
  readonly auth:
    | { readonly type: 'none' }
    | { readonly type: 'api-key'; readonly key: V }
    | {
        readonly type: 'oauth';
        readonly clientSecret?: V | undefined;
        readonly headers?: Readonly<Record<string, V>> | undefined;
      };
}

const envKey = (name: string): string => `env:${name}`;
const headerKey = (name: string): string => `header:${name.toLowerCase()}`;
const authKey = 'auth:key';
const clientSecretKey = 'auth:clientSecret';
const signInHeaderKey = (name: string): string => `auth:header:${name.toLowerCase()}`;

/** Every value of a draft or a definition, variables left out. */
export function slotsOf<V>({ transport, auth }: Valued<V>): readonly Slot<V>[] {
  return [...transportSlots(transport), ...authSlots(auth)];
}

function transportSlots<V>(transport: Valued<V>['transport']): readonly Slot<V>[] {
  const [keyOf, field] = isProgram(transport)
    ? ([envKey, 'env'] as const)
    : ([headerKey, 'headers'] as const);
  return Object.entries(valuesOf(transport)).map(([name, value]) => ({
    key: keyOf(name),
    path: `transport.${field}.${name}`,
    value,
  }));
}

function authSlots<V>(auth: Valued<V>['auth']): readonly Slot<V>[] {
  switch (auth.type) {
    case 'none':
      return [];
    case 'api-key':
      return [{ key: authKey, path: 'auth.key', value: auth.key }];
    case 'oauth':
      return [
        ...(auth.clientSecret === undefined
          ? []
          : [{ key: clientSecretKey, path: 'auth.clientSecret', value: auth.clientSecret }]),
        ...Object.entries(auth.headers ?? {}).map(([name, value]) => ({
          key: signInHeaderKey(name),
          path: `auth.headers.${name}`,
          value,
        })),
      ];
    default:
      return assertNever(auth);
  }
}

/** The values of a server by slot, to find again what an edit left out. */
export function storedSlots(server: ServerDefinition): ReadonlyMap<string, StoredValue> {
  return new Map(slotsOf<StoredValue>(server).map(({ key, value }) => [key, value]));
}

/** The ids of all secrets a server refers to, those of its variables included. */
export function secretIdsOf(server: ServerDefinition): readonly string[] {
  const values = [
    ...slotsOf<StoredValue>(server).map((slot) => slot.value),
    ...Object.values(server.variableValues),
  ];
  return values.flatMap((value) => (value.kind === 'secret' ? [value.secretId] : []));
}

/** The ids of secrets anywhere inside a value of any shape. */
export function secretIdsInside(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === 'secretId' && typeof inside === 'string' ? [inside] : secretIdsInside(inside),
  );
}

/** A draft's transport and auth with every value replaced by what is stored for its slot. */
export function fillSlots(
  draft: Pick<ServerDraft, 'transport' | 'auth'>,
  stored: ReadonlyMap<string, StoredValue>,
): { readonly transport: ServerTransport; readonly auth: ServerAuth } {
  const pick = (key: string): StoredValue => {
    const value = stored.get(key);
    if (value === undefined) throw new Error(`no value for ${key}`);
    return value;
  };
  return { transport: fillTransport(draft.transport, pick), auth: fillAuth(draft.auth, pick) };
}

type PickValue = (key: string) => StoredValue;

function filled(
  values: Readonly<Record<string, DraftValue>>,
  keyOf: (name: string) => string,
  pick: PickValue,
): Record<string, StoredValue> {
  return Object.fromEntries(Object.keys(values).map((name) => [name, pick(keyOf(name))]));
}

function fillTransport(transport: ServerDraft['transport'], pick: PickValue): ServerTransport {
  if (isProgram(transport)) {
    return { ...transport, env: filled(transport.env, envKey, pick) };
  }
  if (!hasAddress(transport)) return transport;
  return { ...transport, headers: filled(transport.headers, headerKey, pick) };
}

function fillAuth(auth: ServerDraft['auth'], pick: PickValue): ServerAuth {
  switch (auth.type) {
    case 'none':
      return auth;
    case 'api-key':
      return { ...auth, key: pick(authKey) };
    case 'oauth': {
      const { clientSecret, headers, ...rest } = auth;
      return {
        ...rest,
        ...(clientSecret === undefined ? {} : { clientSecret: pick(clientSecretKey) }),
        ...(headers === undefined ? {} : { headers: filled(headers, signInHeaderKey, pick) }),
      };
    }
    default:
      return assertNever(auth);
  }
}
