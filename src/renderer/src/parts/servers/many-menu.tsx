import { Menu } from '@mantine/core';

import { useTexts } from '../../i18n/use-texts.ts';
import { FavoriteItem } from './favorite-item.tsx';
import { useManyActions } from './many-actions.ts';
import { manyTexts } from './many-texts.ts';
import type { PickedServer } from './use-picked.ts';

/** Everything that can be done with several servers, as the items of a menu. */
export function ManyMenuItems({ picked }: { picked: readonly PickedServer[] }) {
  const t = useTexts(manyTexts);
  const { turnOn, turnOff, allow, access, remove } = useManyActions(picked);
  const item = (label: string, action: (() => void) | null) => (
    <Menu.Item disabled={action === null} onClick={action ?? undefined}>
      {label}
    </Menu.Item>
  );
  return (
    <>
      {item(t('turnOn'), turnOn)}
      {item(t('turnOff'), turnOff)}
      {item(t('allow'), allow)}
      <FavoriteItem names={picked.map(({ server }) => server.name)} />
      {item(t('access'), access)}
      <Menu.Divider />
      <Menu.Item color="var(--pb-red)" onClick={remove}>
        {t('remove')}
      </Menu.Item>
    </>
  );
}
