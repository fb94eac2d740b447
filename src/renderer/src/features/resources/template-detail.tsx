import { useMemo } from 'react';
import type { KeyboardEvent } from 'react';

import type { CompletionRef, ResourceTemplate } from '../../../../shared/domain/catalog.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { CompletedField } from '../../parts/offers/completed-field.tsx';
import { OfferHeader } from '../../parts/offers/offer-header.tsx';
import { useRun } from '../../parts/runs/use-run.ts';
import { ReadBar } from './read-bar.tsx';
import { ReadResult } from './read-result.tsx';
import { askResource, useResourceMemory } from './resource-memory.ts';
import { resourcesTexts } from './texts.ts';
import { expandTemplate, parseTemplate, variablesOf } from './uri-template.ts';
import { own } from '../../../../shared/util/own.ts';

/** One template: fill in its variables, then read what it leads to. */
export function TemplateDetail({ name, template }: { name: string; template: ResourceTemplate }) {
  const { uriTemplate, title, description, mimeType } = template;
  const t = useTexts(resourcesTexts);
  const client = useClient();
  const memory = useResourceMemory();
  const key = JSON.stringify([name, 'template', uriTemplate]);
  const parsed = useMemo(() => parseTemplate(uriTemplate), [uriTemplate]);
  const values = useRun(memory, key).draft ?? {};
  const names = parsed.ok ? variablesOf(parsed.value) : [];
  const uri = parsed.ok ? expandTemplate(parsed.value, values) : '';
  const isReady = parsed.ok && (names.length === 0 || names.some((one) => own(values, one)));
  const read = () => {
    if (isReady) memory.start(key, askResource(client, name, uri));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    read();
  };
  const reference: CompletionRef = { type: 'ref/resource', uri: uriTemplate };
  return (
    <article className="pb-offer-body" onKeyDown={onKeyDown}>
      <OfferHeader
        name={title ?? template.name}
        isTitle={title !== undefined}
        address={uriTemplate}
        facts={[mimeType]}
        description={description}
      />
      {!parsed.ok && <p className="pb-hint">{t('template.malformed')}</p>}
      <div className="pb-form">
        {names.map((variable) => (
          <CompletedField
            key={variable}
            name={name}
            reference={reference}
            argument={variable}
            isRequired={names.length === 1}
            value={own(values, variable) ?? ''}
            onChange={(value) => memory.setDraft(key, { ...values, [variable]: value })}
          />
        ))}
      </div>
      <p className="pb-hint">{isReady ? t('template.address', { uri }) : t('needed')}</p>
      <ReadBar memoryKey={key} isReady={isReady} onRead={read} />
      <ReadResult name={name} memoryKey={key} />
    </article>
  );
}
