import type { Handover } from '../first-paint/handover.ts';
import { useSnapshot, useUi } from '../host/window-context.tsx';
import { preloaded } from '../ui/preloaded.tsx';
import { isSidebarCollapsed } from '../parts/servers/sidebar-model.ts';
import { layersId } from '../ui/theme.ts';
import { useWindowWidth } from '../ui/use-window-width.ts';
import { Overlays } from './overlays.tsx';
import { ServersPage } from './servers-page.tsx';
import { Sidebar } from './sidebar.tsx';

const ToolsPage = preloaded(
  async () => (await import('../features/catalog-search/tools-page.tsx')).ToolsPage,
);
const ActivityPage = preloaded(
  async () => (await import('../features/activity/activity-page.tsx')).ActivityPage,
);
const ConnectedAppsPage = preloaded(
  async () =>
    (await import('../features/connected-apps/connected-apps-page.tsx')).ConnectedAppsPage,
);
const SettingsPage = preloaded(
  async () => (await import('../features/preferences/settings-page.tsx')).SettingsPage,
);
const MovingSection = preloaded(
  async () => (await import('../features/moving/moving-section.tsx')).MovingSection,
);
const SecretsPage = preloaded(
  async () => (await import('../features/secrets/secrets-page.tsx')).SecretsPage,
);

/** Sidebar and page. */
export function AppFrame({ handover }: { handover: Handover }) {
  const snapshot = useSnapshot();
  const page = useUi((ui) => ui.page);
  const width = useWindowWidth();
  const collapsed = isSidebarCollapsed(snapshot?.settings.sidebarCollapsed ?? false, width);
  return (
    <div className="pb-app" tabIndex={-1} data-collapsed={collapsed ? '' : undefined}>
      <Sidebar collapsed={collapsed} />
      <main className="pb-content">
        {page === 'servers' && <ServersPage handover={handover} />}
        {page === 'tools' && <ToolsPage />}
        {page === 'activity' && <ActivityPage />}
        {page === 'apps' && <ConnectedAppsPage />}
        {page === 'settings' && <SettingsPage moving={<MovingSection />} />}
        {page === 'secrets' && <SecretsPage />}
        <div id={layersId} />
      </main>
      <Overlays />
    </div>
  );
}
