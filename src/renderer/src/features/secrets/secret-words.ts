import type { VaultStatus } from '../../../../shared/domain/events.ts';
import type { StoredSecret } from '../../../../shared/domain/stored-secret.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import type { secretsTexts } from './texts.ts';

/** Says a text of this page. */
export type Say = SayText<typeof secretsTexts.words.en>;

type Keeper = 'gnome' | 'kwallet' | 'keychain' | 'windows' | 'keytar';

/** What protects the key, as people call it; undefined when nothing does. */
export function keeperOf({ backend }: Pick<VaultStatus, 'backend'>): Keeper | undefined {
  if (backend === 'gnome_libsecret') return 'gnome';
  if (backend.startsWith('kwallet')) return 'kwallet';
  if (backend === 'keychain') return 'keychain';
  if (backend === 'dpapi') return 'windows';
  return backend === '' ? undefined : 'keytar';
}

/** What a secret is, e.g. `Header “X-Key”`. */
export function kindOf({ place }: Pick<StoredSecret, 'place'>, t: Say): string {
  return t(`kind.${place.kind}`, 'name' in place ? { name: place.name } : {});
}
