import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { SecretStore } from '../kernel/secret-store.ts';
import { createRedactor } from '../kernel/redactor.ts';
import type { Redactor } from '../kernel/redactor.ts';
import { knownSecrets } from './known-secrets.ts';

/**
 * Blanks what is secret of any server, since an app may tell one server what is another's; undefined
 * when not all of it can be read, for what is not known cannot be blanked.
 */
export async function everySecretRedactor(
  servers: readonly ServerDefinition[],
  vault: Pick<SecretStore, 'read'>,
): Promise<Redactor | undefined> {
  let isAllRead = true;
  const noticing: Pick<SecretStore, 'read'> = {
    async read(id) {
      const read = await vault.read(id);
      if (!read.ok && read.error.code !== 'SECRET_MISSING') isAllRead = false;
      return read;
    },
  };
  const all = new Set<string>();
  for (const server of servers) {
    for (const secret of await knownSecrets(server, noticing)) all.add(secret);
    if (!isAllRead) return undefined;
  }
  return createRedactor([...all]);
}

/** The same, made anew only after `forget`. */
export function rememberedRedactor(make: () => Promise<Redactor | undefined>): {
  readonly get: () => Promise<Redactor | undefined>;
  readonly forget: () => void;
} {
  let made: Promise<Redactor | undefined> | undefined;
  return {
    async get() {
      const making = (made ??= make());
      const redactor = await making;
      // What could not be read may be readable next time.
      if (redactor === undefined && made === making) made = undefined;
      return redactor;
    },
    forget: () => void (made = undefined),
  };
}
