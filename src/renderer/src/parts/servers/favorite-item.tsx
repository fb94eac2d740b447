import { Menu } from '@mantine/core';

import { areFavorites, toggleFavorites } from '../../host/favorites.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';
import { usePhrases } from '../../i18n/use-texts.ts';
import { useReporter } from '../../ui/use-reporter.ts';

/** The item of a menu that puts servers among the favorites, or takes them out. */
export function FavoriteItem({ names }: { names: readonly string[] }) {
  const say = usePhrases();
  const parts = useWindow();
  const report = useReporter();
  const areAll = useMirror(({ snapshot }) => snapshot !== null && areFavorites(snapshot, names));
  return (
    <Menu.Item onClick={() => report(toggleFavorites(parts, names))}>
      {say({ key: areAll ? 'favorite.remove' : 'favorite.add' })}
    </Menu.Item>
  );
}
