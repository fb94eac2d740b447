import './json-tree.css';

import { useVirtualizer } from '@tanstack/react-virtual';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { maxTreeLines, parentOf, treeLines } from './json-tree-model.ts';
import type { TreeLine } from './json-tree-model.ts';
import { resultTexts } from './result-texts.ts';

const linePx = 22;
const mostPx = 440;

/** A JSON value as a tree that folds, is searched, and says where each value is. */
export function JsonTree({ value }: { value: unknown }) {
  const t = useTexts(resultTexts);
  const [search, setSearch] = useState('');
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [activePath, setActivePath] = useState('$');
  const lines = useMemo(() => treeLines(value, choices, search), [value, choices, search]);
  const active = Math.max(
    0,
    lines.findIndex(({ path }) => path === activePath),
  );
  const turn = (line: TreeLine, isOpen: boolean) =>
    setChoices((before) => new Map(before).set(line.path, isOpen));
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[active];
    if (line === undefined) return;
    const next = moveTo(event.key, lines, active);
    if (event.key === 'ArrowRight' && line.isOpen === false) turn(line, true);
    else if (event.key === 'ArrowLeft' && line.isOpen === true) turn(line, false);
    else if ((event.key === 'Enter' || event.key === ' ') && line.isOpen !== undefined)
      turn(line, !line.isOpen);
    else if (next !== null) setActivePath(lines[next]?.path ?? '$');
    else return;
    event.preventDefault();
  };
  return (
    <div className="pb-tree">
      <div className="pb-tree-top">
        <div className="pb-search pb-tree-search">
          <Icon name="search" size={14} />
          <input
            type="search"
            aria-label={t('tree.search')}
            placeholder={t('tree.search')}
            spellCheck={false}
            value={search}
            onChange={({ target }) => setSearch(target.value)}
          />
        </div>
        <code className="pb-tree-path">{lines[active]?.path}</code>
        <CopyButton label={t('tree.copyPath')} text={() => lines[active]?.path ?? '$'} />
      </div>
      <TreeLines {...{ lines, active, onKeyDown, turn }} onChoose={setActivePath} />
      {search !== '' && lines.length <= 1 && <p className="pb-hint">{t('tree.none')}</p>}
      {lines.length >= maxTreeLines && <p className="pb-hint">{t('tree.cut')}</p>}
    </div>
  );
}

function TreeLines(props: {
  lines: readonly TreeLine[];
  active: number;
  onKeyDown: (event: KeyboardEvent) => void;
  onChoose: (path: string) => void;
  turn: (line: TreeLine, isOpen: boolean) => void;
}) {
  const { lines, active, onKeyDown, onChoose, turn } = props;
  const t = useTexts(resultTexts);
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 10,
    initialRect: { width: 0, height: mostPx },
  });
  useEffect(() => virtualizer.scrollToIndex(active, { align: 'auto' }), [active, virtualizer]);
  return (
    <div
      ref={scroller}
      className="pb-tree-lines"
      role="tree"
      aria-label={t('tree.label')}
      aria-activedescendant={`${id}-${String(active)}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <div
              key={line.path}
              id={`${id}-${String(index)}`}
              className="pb-tree-line"
              role="treeitem"
              aria-level={line.depth + 1}
              aria-selected={index === active}
              aria-expanded={line.isOpen}
              style={{
                transform: `translateY(${String(start)}px)`,
                paddingInlineStart: 6 + line.depth * 16,
              }}
              onClick={() => {
                onChoose(line.path);
                if (line.isOpen !== undefined) turn(line, !line.isOpen);
              }}
            >
              <Content line={line} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Content({ line: { key, value, isOpen } }: { line: TreeLine }) {
  const t = useTexts(resultTexts);
  return (
    <>
      {isOpen === undefined ? (
        <span className="pb-tree-fold" />
      ) : (
        <IconChevronRight className="pb-tree-fold" data-open={isOpen ? '' : undefined} size={13} />
      )}
      {key !== null && <span className="pb-tree-key">{key}: </span>}
      {'text' in value ? (
        <span data-kind={value.kind}>{value.text}</span>
      ) : (
        <span className="pb-tree-count">{t(`tree.${value.kind}`, { count: value.count })}</span>
      )}
    </>
  );
}

function moveTo(key: string, lines: readonly TreeLine[], at: number): number | null {
  if (key === 'ArrowDown') return Math.min(at + 1, lines.length - 1);
  if (key === 'ArrowUp') return Math.max(at - 1, 0);
  if (key === 'Home') return 0;
  if (key === 'End') return lines.length - 1;
  if (key === 'ArrowLeft') return parentOf(lines, at);
  return key === 'ArrowRight' && lines[at]?.isOpen === true ? at + 1 : null;
}
