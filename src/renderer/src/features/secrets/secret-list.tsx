import { Button } from '@mantine/core';

import type { StoredSecret } from '../../../../shared/domain/stored-secret.ts';
import { useSnapshot } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { kindOf } from './secret-words.ts';
import { secretsTexts } from './texts.ts';

/** Every stored secret with what it is for; never what it is. */
export function SecretList(props: {
  items: readonly StoredSecret[];
  onRemove: (secret: StoredSecret) => void;
}) {
  const { items, onRemove } = props;
  const t = useTexts(secretsTexts);
  const profiles = useSnapshot()?.profiles.all ?? [];
  const profileOf = ({ place }: StoredSecret): string => {
    if (!('profile' in place) || profiles.length < 2) return '';
    const title = profiles.find(({ id }) => id === place.profile)?.title ?? place.profile;
    return ` · ${t('of.profile', { profile: title })}`;
  };
  if (items.length === 0) return <p className="pb-hint">{t('list.empty')}</p>;
  return (
    <ul className="pb-secrets" aria-label={t('list')}>
      {items.map((secret) => (
        <li key={JSON.stringify([secret.server, secret.place])} data-reading={secret.reading}>
          <span className="pb-two-lines">
            <span className="pb-strong">{secret.title}</span>
            <span className="pb-small">
              {kindOf(secret, t)}
              {profileOf(secret)} · {t(`reading.${secret.reading}`)}
            </span>
          </span>
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`${t('remove')}: ${secret.title}, ${kindOf(secret, t)}`}
            onClick={() => onRemove(secret)}
          >
            {t('remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
