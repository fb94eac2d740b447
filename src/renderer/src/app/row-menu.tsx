import { Menu } from '@mantine/core';

import { useServer, useUi, useWindow } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { manyTexts } from '../parts/servers/many-texts.ts';
import { ManyMenuItems } from '../parts/servers/many-menu.tsx';
import { usePicked } from '../parts/servers/use-picked.ts';
import { serverMenuTexts } from '../parts/servers/server-menu-texts.ts';
import { ServerMenuItems } from '../parts/servers/server-menu.tsx';

/** The menu of a row of the list, where it was asked for. */
export function RowMenu() {
  const { ui } = useWindow();
  const t = useTexts(serverMenuTexts);
  const m = useTexts(manyTexts);
  const picked = usePicked();
  const at = useUi((state) => state.rowMenu);
  const known = useServer(at?.name ?? '');
  if (at === null || known === undefined) return null;
  const isOneOfMany = picked.length > 1 && picked.some(({ server }) => server === known.server);
  const label = isOneOfMany
    ? m('title', { count: picked.length })
    : t('label', { title: known.server.title });
  const close = () => ui.setState({ rowMenu: null });
  const style = { position: 'fixed', left: at.xPx, top: at.yPx, width: 0, height: 0 } as const;
  return (
    <Menu opened onChange={(isOpen) => !isOpen && close()} position="bottom-start" width={210}>
      <Menu.Target>
        <span style={style} aria-hidden="true" />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {isOneOfMany ? <ManyMenuItems picked={picked} /> : <ServerMenuItems known={known} />}
      </Menu.Dropdown>
    </Menu>
  );
}
