import './servers-page.css';

import { useLayoutEffect } from 'react';

import type { Handover } from '../first-paint/handover.ts';
import { useClient, useMirror, useSnapshot, useUi } from '../host/window-context.tsx';
import { usePhrases, useTexts } from '../i18n/use-texts.ts';
import { EmptyStart } from '../features/servers/empty-start.tsx';
import { ManyPage } from '../features/many-servers/many-page.tsx';
import { ListPane } from '../features/servers/list-pane.tsx';
import { PaneDivider } from '../ui/pane-divider.tsx';
import { usePicked } from '../parts/servers/use-picked.ts';
import { DetailPage } from './detail-page.tsx';
import { appTexts } from './texts.ts';

let isMarked = false;

/** The list of servers and the details of the chosen one. */
export function ServersPage({ handover }: { handover: Handover }) {
  const snapshot = useSnapshot();
  useLayoutEffect(() => {
    if (snapshot === null || isMarked) return;
    isMarked = true;
    if (performance.getEntriesByName('patchbay:list-shown').length > 0) return;
    performance.mark('patchbay:list-shown');
    performance.mark('patchbay:interactive');
  }, [snapshot]);
  if (snapshot === null) return null;
  if (snapshot.servers.length === 0) return <EmptyStart />;
  return <Split handover={handover} />;
}

function Split({ handover }: { handover: Handover }) {
  const t = useTexts(appTexts);
  const client = useClient();
  const widthPx = useMirror(({ snapshot }) => snapshot?.settings.listWidthPx ?? 330);
  const selected = useUi((ui) => ui.selected);
  const picked = usePicked();
  return (
    <>
      <ListPane handover={handover} widthPx={widthPx} />
      <PaneDivider
        label={t('divider')}
        widthPx={widthPx}
        onCommit={(listWidthPx) => void client.settings.update({ listWidthPx })}
      />
      <section className="pb-detail">
        {picked.length > 1 ? (
          <ManyPage picked={picked} />
        ) : selected === null ? (
          <NoneSelected />
        ) : (
          <DetailPage key={selected} name={selected} />
        )}
      </section>
    </>
  );
}

function NoneSelected() {
  const t = useTexts(appTexts);
  const say = usePhrases();
  return (
    <>
      <h1 className="pb-visually-hidden">{say({ key: 'list.label' })}</h1>
      <p className="pb-none pb-none-centered">{t('noneSelected')}</p>
    </>
  );
}
