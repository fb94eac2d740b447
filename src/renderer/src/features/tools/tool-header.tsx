import type { Tool } from '../../../../shared/domain/catalog.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { OfferHeader } from '../../parts/offers/offer-header.tsx';
import { toolsTexts } from './texts.ts';

/** What a tool is called and does, with what its server claims about it. */
export function ToolHeader({ tool }: { tool: Tool }) {
  return (
    <OfferHeader name={tool.name} subtitle={tool.title} description={tool.description}>
      <Hints tool={tool} />
    </OfferHeader>
  );
}

function Hints({ tool }: { tool: Tool }) {
  const t = useTexts(toolsTexts);
  const { readOnlyHint, destructiveHint, idempotentHint } = tool.annotations ?? {};
  // The other hints only mean something for a tool that changes things (MCP `ToolAnnotations`).
  const changes = readOnlyHint !== true;
  const hints = [
    ...(changes ? [] : [{ key: 'readOnly', tone: 'grey' } as const]),
    ...(changes && destructiveHint === true ? [{ key: 'destructive', tone: 'red' } as const] : []),
    ...(changes && idempotentHint === true ? [{ key: 'idempotent', tone: 'grey' } as const] : []),
  ];
  return hints.map(({ key, tone }) => (
    <span key={key} className="pb-hint-badge" data-tone={tone} title={t('hint.claim')}>
      {t(`hint.${key}`)}
    </span>
  ));
}
