import './many-servers.css';

import { Button } from '@mantine/core';

import { healthOf } from '../../../../shared/domain/health.ts';
import { own } from '../../../../shared/util/own.ts';
import { showServer } from '../../host/ui-store.ts';
import { useMirror, useUi, useWindow } from '../../host/window-context.tsx';
import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { useManyActions } from '../../parts/servers/many-actions.ts';
import { manyTexts } from '../../parts/servers/many-texts.ts';
import { ServerTile } from '../../parts/servers/server-tile.tsx';
import type { PickedServer } from '../../parts/servers/use-picked.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { keysOf } from '../../ui/keys-of.ts';

/** Several servers that are picked together, and what can be done with all of them. */
export function ManyPage({ picked }: { picked: readonly PickedServer[] }) {
  const t = useTexts(manyTexts);
  const { ui } = useWindow();
  const selected = useUi((state) => state.selected);
  const { turnOn, turnOff, allow, access, remove } = useManyActions(picked);
  const button = (label: string, action: (() => void) | null) => (
    <Button variant="default" disabled={action === null} onClick={action ?? undefined}>
      {label}
    </Button>
  );
  return (
    <div className="pb-many">
      <h1 id="detail-title" tabIndex={-1}>
        {t('title', { count: picked.length })}
      </h1>
      <p className="pb-hint">{t('hint', { key: keysOf('Mod').join() })}</p>
      <div className="pb-many-actions">
        {button(t('turnOn'), turnOn)}
        {button(t('turnOff'), turnOff)}
        {button(t('allow'), allow)}
        {button(t('access'), access)}
        <Button color="red" variant="light" onClick={remove}>
          {t('remove')}
        </Button>
        <span className="pb-grow" />
        <Button
          variant="subtle"
          onClick={() => showServer(ui, selected ?? picked[0]?.server.name ?? '')}
        >
          {t('clear')}
        </Button>
      </div>
      <ul className="pb-many-list" tabIndex={0} aria-label={t('list')}>
        {picked.map((one) => (
          <Line key={one.server.name} {...one} />
        ))}
      </ul>
    </div>
  );
}

function Line({ server, state }: PickedServer) {
  const say = usePhrases();
  const summary = useMirror(({ snapshot }) => own(snapshot?.catalogs, server.name));
  const isPaused = useMirror(({ snapshot }) => snapshot?.settings.isPaused ?? false);
  const { sentence } = healthOf({ server, state, summary, nowMs: null, isPaused });
  return (
    <li>
      <ServerTile server={server} state={state.kind} />
      <span className="pb-two-lines">
        <span className="pb-strong">
          <ExactText text={server.title} />
        </span>
        <span className="pb-small">{say(sentence)}</span>
      </span>
    </li>
  );
}
