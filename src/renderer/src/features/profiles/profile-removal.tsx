import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';

import type { Profile, ProfileRemoval } from '../../../../shared/domain/profile.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { profilesTexts } from './texts.ts';

/** Asks before a profile is removed, and says exactly what goes with it. */
export function ProfileRemovalPanel(props: {
  profile: Profile;
  onKeep: () => void;
  onRemove: () => void;
}) {
  const t = useTexts(profilesTexts);
  const client = useClient();
  const { profile, onKeep, onRemove } = props;
  const [removal, setRemoval] = useState<ProfileRemoval | null>(null);
  useEffect(() => {
    let isShown = true;
    void client.profiles.removal({ id: profile.id }).then(
      (found) => isShown && setRemoval(found),
      // It was removed meanwhile.
      () => isShown && onKeep(),
    );
    return () => {
      isShown = false;
    };
  }, [client, profile.id, onKeep]);
  if (removal === null) return null;
  const { servers, signIns, values } = removal;
  const isAlone = servers.length + signIns + values === 0;
  return (
    <div role="alertdialog" aria-label={t('remove.title', { title: profile.title })}>
      <Text fw={600}>{t('remove.title', { title: profile.title })}</Text>
      {isAlone && <Text size="sm">{t('remove.nothing')}</Text>}
      {servers.length > 0 && (
        <Text size="sm">
          <ExactText
            text={t('remove.servers', { count: servers.length, names: servers.join(', ') })}
          />
        </Text>
      )}
      {signIns > 0 && <Text size="sm">{t('remove.signIns', { count: signIns })}</Text>}
      {values > 0 && <Text size="sm">{t('remove.values', { count: values })}</Text>}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onKeep} data-autofocus>
          {t('remove.keep')}
        </Button>
        <Button color="red" onClick={onRemove}>
          {t('remove')}
        </Button>
      </Group>
    </div>
  );
}
