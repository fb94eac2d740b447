import { Button, Group } from '@mantine/core';

import { useServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ServerTile } from '../../parts/servers/server-tile.tsx';
import { StateBadge } from '../../parts/servers/state-badge.tsx';
import { addTexts } from './texts.ts';

/** Several servers that were just added, with what becomes of each. */
export function SavedList({ names, onDone }: { names: readonly string[]; onDone: () => void }) {
  const t = useTexts(addTexts);
  return (
    <div className="pb-add">
      <p>{t('several')}</p>
      <ul className="pb-saved">
        {names.map((name) => (
          <SavedServer key={name} name={name} />
        ))}
      </ul>
      <Group justify="flex-end" className="pb-dialog-foot">
        <Button size="sm" onClick={onDone}>
          {t('done')}
        </Button>
      </Group>
    </div>
  );
}

function SavedServer({ name }: { name: string }) {
  const known = useServer(name);
  if (known === undefined) return null;
  return (
    <li>
      <ServerTile server={known.server} />
      <span className="pb-strong">{known.server.title}</span>
      <StateBadge state={known.state} />
    </li>
  );
}
