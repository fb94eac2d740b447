import './connected-apps.css';

import { Button } from '@mantine/core';
import { useState } from 'react';

import type {
  AppChange,
  ConnectBy,
  ConnectedApp,
} from '../../../../shared/domain/connected-app.ts';
import { showPage } from '../../host/ui-store.ts';
import { useClient, useSnapshot, useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { AppRow } from './app-row.tsx';
import { ByHandDialog } from './by-hand-dialog.tsx';
import { ChangeDialog } from './change-dialog.tsx';
import { NamePlaceDialog } from './name-place-dialog.tsx';
import { RightsDialog } from '../../parts/app-rights/rights-dialog.tsx';
import { connectedAppsTexts } from './texts.ts';
import { useConnectedApps } from './use-connected-apps.ts';

type Asked =
  | {
      readonly kind: 'change';
      readonly app: ConnectedApp;
      readonly change: AppChange;
      readonly by?: ConnectBy | undefined;
    }
  | { readonly kind: 'place' }
  | { readonly kind: 'by-hand' | 'rights'; readonly app: ConnectedApp };

/** Every AI app on this computer, and connecting it. */
export function ConnectedAppsPage() {
  const t = useTexts(connectedAppsTexts);
  const client = useClient();
  const report = useReporter();
  const [apps, readAgain] = useConnectedApps();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const look = () => report(readAgain());
  const done = () => {
    close();
    look();
  };
  return (
    <section className="pb-page" aria-label={t('title')}>
      <PageHeader title={t('title')}>
        <Button size="compact-xs" variant="default" onClick={look}>
          {t('again')}
        </Button>
      </PageHeader>
      <div className="pb-scroll">
        <div className="pb-settings">
          <p className="pb-hint">{t('intro')}</p>
          <DoorNote />
          {apps === null && <p role="status">{t('looking')}</p>}
          {apps?.length === 0 && (
            <p role="status">
              {t('none')} {t('none.hint')}
            </p>
          )}
          {apps !== null && apps.length > 0 && (
            <ul className="pb-setting pb-apps" aria-label={t('list')}>
              {apps.map((app) => (
                <AppRow
                  key={app.id}
                  app={app}
                  onChange={(one, change, by) => setAsked({ kind: 'change', app: one, change, by })}
                  onForgetPlace={({ id }) =>
                    report(client.connectedApps.forgetPlace({ id }).finally(look))
                  }
                  onByHand={(one) => setAsked({ kind: 'by-hand', app: one })}
                  onKeepTheirs={({ id }) =>
                    report(client.connectedApps.keepTheirs({ id }).finally(look))
                  }
                  onRights={(one) => setAsked({ kind: 'rights', app: one })}
                  onLookAgain={look}
                />
              ))}
            </ul>
          )}
          <Button
            className="pb-start"
            variant="subtle"
            size="compact-sm"
            onClick={() => setAsked({ kind: 'place' })}
          >
            {t('place.open')}
          </Button>
        </div>
      </div>
      {asked?.kind === 'change' && <ChangeDialog {...asked} onClose={close} onDone={done} />}
      {asked?.kind === 'place' && <NamePlaceDialog onClose={close} onDone={done} />}
      {asked?.kind === 'rights' && (
        <RightsDialog caller={`app:${asked.app.title}`} title={asked.app.title} onClose={close} />
      )}
      {asked?.kind === 'by-hand' && <ByHandDialog app={asked.app} onClose={close} />}
    </section>
  );
}

/** Where nobody is let in, a connection leads nowhere. */
function DoorNote() {
  const t = useTexts(connectedAppsTexts);
  const { ui } = useWindow();
  const gateway = useSnapshot()?.settings.gateway;
  if (gateway === undefined || (gateway.isOn && gateway.socket)) return null;
  return (
    <div className="pb-setting-line" role="status">
      <span>{t('off')}</span>
      <Button variant="default" onClick={() => showPage(ui, 'settings')}>
        {t('off.open')}
      </Button>
    </div>
  );
}
