import type { Catalog } from '../../../../shared/domain/catalog.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { oneLine } from '../../parts/offers/item-list-model.ts';
import type { ListedItem } from '../../parts/offers/item-list-model.ts';
import { OfferTab } from '../../parts/offers/offer-tab.tsx';
import { PromptDetail } from './prompt-detail.tsx';
import { promptsTexts } from './texts.ts';

/** The prompts of a server: fill one in and look at the messages it becomes. */
export function PromptsTab({ name }: { name: string }) {
  const t = useTexts(promptsTexts);
  return (
    <OfferTab
      name={name}
      kind="prompts"
      label={t('label')}
      searchLabel={(count) => t('search', { count })}
      noneText={t('none')}
      itemsOf={itemsOf}
    >
      {(catalog, id) => {
        const prompt = catalog.prompts.find((one) => one.name === id);
        return prompt === undefined ? null : <PromptDetail name={name} prompt={prompt} />;
      }}
    </OfferTab>
  );
}

function itemsOf({ prompts }: Catalog): readonly ListedItem[] {
  return prompts.map(({ name, title, description }) => ({
    id: name,
    name,
    detail: oneLine(description) || (title ?? ''),
  }));
}
