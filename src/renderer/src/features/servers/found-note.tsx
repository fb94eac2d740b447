import './found-note.css';

import { Button } from '@mantine/core';

import { openImport } from '../../host/ui-store.ts';
import { useMirror, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { useFoundServers } from '../../parts/servers/use-found-servers.ts';
import { serversTexts } from './texts.ts';

/** What other apps have set up, with the way to bring it here; nothing where there is nothing. */
export function FoundNote() {
  const t = useTexts(serversTexts);
  const { ui } = useWindow();
  const found = useFoundServers();
  if (found === null) return null;
  const servers = t('found.servers', { count: found.servers });
  const apps = t('found.apps', { count: found.apps });
  return (
    <p className="pb-found-note" role="status">
      <span>{t('found', { servers, apps })}</span>
      <Button size="compact-sm" variant="light" onClick={() => openImport(ui)}>
        {t('found.import')}
      </Button>
    </p>
  );
}

/** The same beside the sample, as long as that is all there is. */
export function FoundBesideSample() {
  const isSampleOnly = useMirror(
    ({ snapshot }) =>
      snapshot?.servers.every(({ transport }) => transport.type === 'built-in') ?? false,
  );
  return isSampleOnly ? <FoundNote /> : null;
}
