import { Tabs } from '@mantine/core';
import type { ComponentType } from 'react';

import type { CatalogSummary } from '../../../shared/domain/catalog.ts';
import { DetailHeader } from '../features/detail/detail-header.tsx';
import { Timeline } from '../features/detail/timeline.tsx';
import { OverviewTab } from '../features/detail/overview-tab.tsx';
import type { DetailTab } from '../host/ui-store.ts';
import { useServer, useUi, useWindow } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { preloaded } from '../ui/preloaded.tsx';
import { useHasEditDraft } from '../parts/server-form/edit-drafts.ts';
import { appTexts } from './texts.ts';
import { lazyTabs } from './lazy-tabs.ts';

const SettingsTab = preloaded(
  async () => (await import('../features/server-settings/settings-tab.tsx')).SettingsTab,
);

const AccessTab = preloaded(
  async () => (await import('../features/access/access-tab.tsx')).AccessTab,
);

const tabs: Readonly<Record<DetailTab, ComponentType<{ name: string }> | undefined>> = {
  overview: OverviewTab,
  ...lazyTabs,
  access: AccessTab,
  settings: SettingsTab,
};
const order = Object.keys(tabs) as DetailTab[];

/** Everything about one server. */
export function DetailPage({ name }: { name: string }) {
  const t = useTexts(appTexts);
  const { ui } = useWindow();
  const known = useServer(name);
  const tab = useUi((state) => state.tab);
  const hasDraft = useHasEditDraft(known?.server);
  if (known === undefined) return <p className="pb-none pb-none-centered">{t('noneSelected')}</p>;
  const shown = tabs[tab] === undefined ? 'overview' : tab;
  const Body = tabs[shown];
  return (
    <>
      <DetailHeader known={known} />
      <Timeline known={known} />
      <Tabs
        value={shown}
        onChange={(value) => ui.setState({ tab: value as DetailTab })}
        className="pb-tabs"
        keepMounted={false}
      >
        <Tabs.List>
          {order
            .filter((one) => tabs[one] !== undefined)
            .map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`tab.${one}`)}
                <TabCount count={countOf(one, known.summary)} />
                {one === 'settings' && hasDraft && <TabDot />}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel
          value={shown}
          className="pb-tab-panel"
          // It scrolls, and often holds nothing else that the keyboard reaches.
          tabIndex={shown === 'overview' ? 0 : undefined}
        >
          {Body !== undefined && <Body name={name} />}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** Something typed there is not saved yet. */
function TabDot() {
  const t = useTexts(appTexts);
  return <span className="pb-tab-dot" role="img" aria-label={t('tab.unsaved')} />;
}

function TabCount({ count }: { count: number }) {
  return count === 0 ? null : <span className="pb-tab-count">{count}</span>;
}

function countOf(tab: DetailTab, summary: CatalogSummary | undefined): number {
  if (summary === undefined) return 0;
  if (tab === 'tools') return summary.tools;
  if (tab === 'resources') return summary.resources + summary.resourceTemplates;
  return tab === 'prompts' ? summary.prompts : 0;
}
