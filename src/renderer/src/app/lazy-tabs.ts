import type { ComponentType } from 'react';

import { preloaded } from '../ui/preloaded.tsx';

type Tab = ComponentType<{ name: string }>;
type Found = Readonly<Record<string, () => Promise<Tab>>>;

/**
 * The tabs that features provide: `features/tools/tools-tab.tsx` exports `ToolsTab`, and so on. Each
 * is loaded when it is first opened.
 */
export const lazyTabs = {
  tools: lazyTab(import.meta.glob('../features/tools/tools-tab.tsx', { import: 'ToolsTab' })),
  resources: lazyTab(
    import.meta.glob('../features/resources/resources-tab.tsx', { import: 'ResourcesTab' }),
  ),
  prompts: lazyTab(
    import.meta.glob('../features/prompts/prompts-tab.tsx', { import: 'PromptsTab' }),
  ),
  logs: lazyTab(import.meta.glob('../features/logs/logs-tab.tsx', { import: 'LogsTab' })),
};

function lazyTab(found: Record<string, () => Promise<unknown>>): Tab | undefined {
  const [load] = Object.values(found as Found);
  return load === undefined ? undefined : preloaded(load);
}
