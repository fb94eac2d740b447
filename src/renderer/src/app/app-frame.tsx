import { lazy, Suspense } from 'react';

import type { Handover } from '../first-paint/handover.ts';
import { useSnapshot, useUi } from '../host/window-context.tsx';
import { isSidebarCollapsed } from '../ui/sidebar-model.ts';
import { useWindowWidth } from '../ui/use-window-width.ts';
import { Overlays } from './overlays.tsx';
import { ServersPage } from './servers-page.tsx';
import { Sidebar } from './sidebar.tsx';

const ToolsPage = lazy(async () => ({
  default: (await import('../features/catalog-search/tools-page.tsx')).ToolsPage,
}));
const ActivityPage = lazy(async () => ({
  default: (await import('../features/activity/activity-page.tsx')).ActivityPage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('../features/preferences/settings-page.tsx')).SettingsPage,
}));
const MovingSection = lazy(async () => ({
  default: (await import('../features/moving/moving-section.tsx')).MovingSection,
}));
const SecretsPage = lazy(async () => ({
  default: (await import('../features/secrets/secrets-page.tsx')).SecretsPage,
}));

/** Sidebar and page. */
export function AppFrame({ handover }: { handover: Handover }) {
  const snapshot = useSnapshot();
  const page = useUi((ui) => ui.page);
  const width = useWindowWidth();
  const collapsed = isSidebarCollapsed(snapshot?.settings.sidebarCollapsed ?? false, width);
  return (
    <div className="pb-app" data-collapsed={collapsed ? '' : undefined}>
      <Sidebar collapsed={collapsed} />
      <main className="pb-content">
        {page === 'servers' && <ServersPage handover={handover} />}
        <Suspense fallback={null}>
          {page === 'tools' && <ToolsPage />}
          {page === 'activity' && <ActivityPage />}
          {page === 'settings' && <SettingsPage moving={<MovingSection />} />}
          {page === 'secrets' && <SecretsPage />}
        </Suspense>
      </main>
      <Overlays />
    </div>
  );
}
