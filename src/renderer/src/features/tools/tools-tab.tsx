import { useCallback, useMemo } from 'react';

import type { Catalog } from '../../../../shared/domain/catalog.ts';
import { isToolOff } from '../../../../shared/domain/tool-off.ts';
import { useServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { cautionTexts } from '../../parts/cautions/caution-texts.ts';
import { useCautions } from '../../parts/cautions/use-cautions.ts';
import { oneLine } from '../../parts/offers/item-list-model.ts';
import type { ListedItem } from '../../parts/offers/item-list-model.ts';
import { OfferTab } from '../../parts/offers/offer-tab.tsx';
import { toolsTexts } from './texts.ts';
import { ToolDetail } from './tool-detail.tsx';
import { toolKey, useToolMemory } from './tool-memory.ts';
import { repeatedDraft } from './use-tool-run.ts';

/** The tools of a server: find one, fill in what it takes, run it, look at what it answers. */
export function ToolsTab({ name }: { name: string }) {
  const t = useTexts(toolsTexts);
  const memory = useToolMemory();
  const c = useTexts(cautionTexts);
  const cautions = useCautions(name);
  const cautioned = useMemo(
    () => new Set(cautions.filter(({ list }) => list === 'tools').map((one) => one.name)),
    [cautions],
  );
  const rules = useServer(name)?.server.toolRules;
  const itemsOf = useCallback(
    ({ tools }: Catalog): readonly ListedItem[] =>
      tools.map(({ name: id, title, description }) => ({
        id,
        name: id,
        detail: oneLine(description) || (title ?? ''),
        ...(cautioned.has(id) && { mark: c('mark') }),
        ...(isToolOff(rules, id) && { mark: t('off.mark') }),
      })),
    [rules, t, c, cautioned],
  );
  return (
    <OfferTab
      name={name}
      kind="tools"
      label={t('label')}
      searchLabel={(count) => t('search', { count })}
      noneText={t('none')}
      itemsOf={itemsOf}
      onAsked={({ id, args, attempt }, { tools }) => {
        const tool = tools.find((one) => one.name === id);
        if (tool === undefined || attempt === undefined) return;
        memory.setDraft(toolKey(name, id), repeatedDraft(tool, args, attempt));
      }}
    >
      {(catalog, id) => {
        const tool = catalog.tools.find((one) => one.name === id);
        return tool === undefined ? null : (
          <ToolDetail name={name} tool={tool} cautions={cautions} />
        );
      }}
    </OfferTab>
  );
}
