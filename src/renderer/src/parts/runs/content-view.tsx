import { Button, SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Omitted } from '../../../../shared/domain/catalog.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { maxImageBytes } from './base64-image.ts';
import { byteSize } from '../../ui/byte-size.ts';
import type { ContentPart } from './content-parts.ts';
import type { ContentViews } from './content-views.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DataTable } from './data-table.tsx';
import { JsonTree } from './json-tree.tsx';
import { maxMarkdownChars } from './looks-like-markdown.ts';
import { LongText } from './long-text.tsx';
import { preloaded } from '../../ui/preloaded.tsx';
import { ResourceLink } from './resource-link.tsx';
import { useViewKind } from './use-view-kind.ts';
import { Picture } from './picture.tsx';
import { Sound } from './sound.tsx';
import { tabTexts } from '../offers/tab-texts.ts';

const MarkdownView = preloaded(async () => (await import('./markdown-view.tsx')).MarkdownView);

/** How many pieces of an answer are shown at first, and how many more each time. */
const stepParts = 200;

/** An answer of a server, looked at in one of the ways that fit it. */
export function ContentView(props: {
  views: ContentViews;
  /** Whose answer it is; what it refers to is read from there. */
  server: string;
  omitted?: Omitted | undefined;
  actions?: ReactNode;
}) {
  const { views, server, omitted, actions } = props;
  const t = useTexts(tabTexts);
  const [kind, setKind] = useViewKind(server, views);
  const describe = useDescribe();
  return (
    <div className="pb-result">
      <div className="pb-result-top">
        {views.kinds.length > 1 ? (
          <SegmentedControl
            size="xs"
            aria-label={t('view.label')}
            data={views.kinds.map((value) => ({ value, label: t(`view.${value}`) }))}
            value={kind}
            onChange={(value) => setKind(value)}
          />
        ) : (
          <span className="pb-small">{t(`view.${kind}`)}</span>
        )}
        <span className="pb-grow" />
        {actions}
        <CopyButton
          text={() =>
            kind === 'text' || kind === 'markdown' ? textOf(views.parts, describe) : jsonOf(views)
          }
        />
      </div>
      {kind === 'text' && <TextParts parts={views.parts} server={server} />}
      {kind === 'markdown' && <TextParts parts={views.parts} server={server} isLaidOut />}
      {kind === 'image' && <ContentParts parts={views.parts} server={server} />}
      {kind === 'table' && views.table !== null && <DataTable table={views.table} />}
      {kind === 'tree' && <JsonTree value={views.json} />}
      {kind === 'json' && <JsonText views={views} />}
      <OmittedNote omitted={omitted} />
    </div>
  );
}

// Laid out only when it is looked at: it may be huge.
function JsonText({ views }: { views: ContentViews }) {
  const t = useTexts(tabTexts);
  const json = useMemo(() => jsonOf(views), [views]);
  return <LongText text={json} label={t('view.json')} />;
}

function jsonOf({ json }: ContentViews): string {
  return JSON.stringify(json, null, 2) ?? '';
}

/** Says what of an answer was too much for the window. */
export function OmittedNote({ omitted }: { omitted: Omitted | undefined }) {
  const t = useTexts(tabTexts);
  if (omitted === undefined) return null;
  return (
    <p className="pb-hint pb-omitted">
      {omitted.parts !== undefined && t('parts.omitted', { count: omitted.parts })}
      {omitted.parts !== undefined && omitted.data === true && ' '}
      {omitted.data === true && t('data.omitted')}
    </p>
  );
}

/** The first of many pieces, with the button that shows more of them. */
export function useStep<T>(all: readonly T[]): {
  readonly shown: readonly T[];
  readonly more: ReactNode;
} {
  const t = useTexts(tabTexts);
  const [count, setCount] = useState(stepParts);
  const left = all.length - count;
  const more = left > 0 && (
    <div className="pb-result-more">
      <span>{t('parts.shown', { count, total: all.length })}</span>
      <Button size="compact-xs" variant="default" onClick={() => setCount(count + stepParts)}>
        {t('parts.more', { count: Math.min(left, stepParts) })}
      </Button>
    </div>
  );
  return { shown: all.slice(0, count), more };
}

function TextParts(props: { parts: readonly ContentPart[]; server: string; isLaidOut?: boolean }) {
  const { parts, server, isLaidOut = false } = props;
  const t = useTexts(tabTexts);
  const describe = useDescribe();
  const texts = useMemo(() => parts.filter((part) => part.kind !== 'image'), [parts]);
  const { shown, more } = useStep(texts);
  if (texts.every((part) => part.kind === 'text' && part.text === '')) {
    return <p className="pb-hint">{t('view.empty')}</p>;
  }
  return (
    <>
      {shown.map((part, index) => (
        <div key={index} className="pb-result-part">
          {part.kind === 'text' && part.label !== undefined && (
            <p className="pb-result-label">{part.label}</p>
          )}
          {part.kind === 'sound' ? (
            <Sound sound={part}>{describe(part)}</Sound>
          ) : part.kind === 'link' ? (
            <ResourceLink server={server} uri={part.uri} label={part.label} />
          ) : isLaidOut && part.kind === 'text' && part.text.length <= maxMarkdownChars ? (
            <MarkdownView text={part.text} />
          ) : (
            <LongText text={describe(part)} label={t('view.text')} />
          )}
        </div>
      ))}
      {more}
    </>
  );
}

/** Every part in its order, pictures among the texts. */
export function ContentParts({ parts, server }: { parts: readonly ContentPart[]; server: string }) {
  const t = useTexts(tabTexts);
  const describe = useDescribe();
  const { shown, more } = useStep(parts);
  return (
    <div className="pb-result-images">
      {shown.map((part, index) => {
        if (part.kind === 'image') {
          const alt = t('image.alt', { number: index + 1 });
          return (
            <Picture key={index} image={part} alt={alt}>
              {describe(part)}
            </Picture>
          );
        }
        if (part.kind === 'sound') {
          return (
            <Sound key={index} sound={part}>
              {describe(part)}
            </Sound>
          );
        }
        if (part.kind === 'text') return <LongText key={index} text={part.text} />;
        if (part.kind === 'link') {
          const { uri, label } = part;
          return <ResourceLink key={index} server={server} uri={uri} label={label} />;
        }
        return <p key={index}>{describe(part)}</p>;
      })}
      {more}
    </div>
  );
}

/** Says what a part is in words; a text is said as it is. */
function useDescribe(): (part: ContentPart) => string {
  const t = useTexts(tabTexts);
  const { i18n } = useTranslation();
  const size = (bytes: number) => byteSize(bytes, i18n.language);
  return (part) => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'sound':
      case 'image':
        return `${part.mimeType} · ${size(part.bytes)}`;
      case 'refused-image':
        return t(`image.${part.reason}`, { size: size(part.bytes), limit: size(maxImageBytes) });
      case 'binary': {
        const words = t(part.mime === '' ? 'binary.none' : 'binary', {
          size: size(part.bytes),
          mime: part.mime,
        });
        return part.label === '' ? words : `${part.label}\n${words}`;
      }
      case 'link':
        return [part.label, part.uri].filter((line) => line !== '').join('\n');
      case 'unknown':
        return part.json;
    }
  };
}

function textOf(parts: readonly ContentPart[], describe: (part: ContentPart) => string): string {
  return parts
    .filter((part) => part.kind !== 'image')
    .map(describe)
    .join('\n');
}
