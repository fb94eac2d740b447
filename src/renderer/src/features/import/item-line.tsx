import { Checkbox, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';

import type { ImportItem } from '../../../../shared/domain/import.ts';
import type { LaunchPreview, Problem } from '../../../../shared/domain/server.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { ProblemList } from '../../parts/server-form/problem-list.tsx';
import { Differences } from './differences.tsx';
import { importTexts } from './texts.ts';
import type { Importing } from './use-import.ts';

type LineProps = Readonly<{ item: ImportItem; importing: Importing }>;

/** One found server: what becomes of it, and exactly what it would start. */
export function ItemLine({ item, importing }: LineProps) {
  const { state, preview } = item;
  return (
    <div className="pb-plan-item" data-import-state={state.kind}>
      <Head item={item} importing={importing} />
      <div className="pb-plan-below">
        {preview !== null && <Launch title={item.title} preview={preview} />}
        <Remarks item={item} />
        <ProblemList problems={item.problems.filter(isSaid(state.kind))} />
        {state.kind === 'differs' && <Resolution item={item} importing={importing} />}
        <NewTitle item={item} importing={importing} />
        <VaultSwitches item={item} importing={importing} />
      </div>
    </div>
  );
}

/** Why it cannot be used; of one that can, only what a person should know before they choose it. */
const isSaid =
  (kind: ImportItem['state']['kind']) =>
  ({ code }: Problem): boolean =>
    kind === 'cannot' || code === 'NOT_ENCRYPTED';

function Head({ item, importing }: LineProps) {
  const t = useTexts(importTexts);
  const { state, title } = item;
  const { action } = importing.choiceOf(item);
  const isChoice = state.kind === 'new' || state.kind === 'same';
  return (
    <div className="pb-plan-head">
      {isChoice ? (
        <Checkbox
          size="xs"
          label={<ExactText text={title} />}
          aria-label={t('include', { title })}
          checked={action === 'add'}
          onChange={({ target }) =>
            importing.choose(item, { action: target.checked ? 'add' : 'keep' })
          }
        />
      ) : (
        <strong>
          <ExactText text={title} />
        </strong>
      )}
      {state.kind !== 'new' && (
        <span className="pb-tag" data-tone={tones[state.kind]}>
          <ExactText
            text={t(`state.${state.kind}`, { title: 'title' in state ? state.title : title })}
          />
        </span>
      )}
    </div>
  );
}

const tones = { same: undefined, differs: 'yellow', cannot: 'red' } as const;

/** In one line; every part by itself when asked for. */
function Launch({ title, preview }: { title: string; preview: LaunchPreview }) {
  const t = useTexts(importTexts);
  const [isOpen, setOpen] = useState(false);
  if (preview.kind === 'built-in') return null;
  const parts = preview.kind === 'program' ? preview.argv : [preview.url];
  return (
    <>
      <button
        type="button"
        className="pb-plain pb-plan-launch"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronDown size={13} aria-hidden />
        <span className="pb-visually-hidden">{t('exactly', { title })}: </span>
        <code>
          <ExactText text={parts.join(' ')} />
        </code>
      </button>
      {isOpen && (
        <code className="pb-argv">
          {parts.map((part, index) => (
            <span key={index} className="pb-arg" data-empty={part === '' ? '' : undefined}>
              <ExactText text={part} />
            </span>
          ))}
        </code>
      )}
      {isOpen && preview.kind === 'program' && (
        <p className="pb-hint">
          {t('folderOf')} <ExactText text={preview.cwd} />
        </p>
      )}
    </>
  );
}

function Remarks({ item: { asks, isOffThere } }: { item: ImportItem }) {
  const t = useTexts(importTexts);
  return (
    <>
      {asks.length > 0 && <p className="pb-hint">{t('asks', { names: asks.join(', ') })}</p>}
      {isOffThere && <p className="pb-hint">{t('offThere')}</p>}
    </>
  );
}

/** Keep, replace or both, below what differs. */
function Resolution({ item, importing }: LineProps) {
  const t = useTexts(importTexts);
  const { state, title } = item;
  if (state.kind !== 'differs') return null;
  return (
    <>
      <Differences differences={state.differences} />
      <SegmentedControl
        size="xs"
        className="pb-plan-choice"
        aria-label={t('choice', { title })}
        value={importing.choiceOf(item).action}
        data={(['keep', 'replace', 'add'] as const).map((value) => ({
          value,
          label: t(`choice.${value}`),
        }))}
        onChange={(action) => importing.choose(item, { action })}
      />
    </>
  );
}

/** The name of a server whose own is taken. */
function NewTitle({ item, importing }: LineProps) {
  const t = useTexts(importTexts);
  const { action, title } = importing.choiceOf(item);
  if (action !== 'add' || item.newTitle === item.title) return null;
  return (
    <TextInput
      size="xs"
      className="pb-plan-title"
      label={t('newTitle')}
      maxLength={200}
      value={title}
      error={title.trim() === '' ? t('newTitle.missing') : undefined}
      onChange={({ target }) => importing.choose(item, { title: target.value })}
    />
  );
}

/** Where each key that was found is kept. */
function VaultSwitches({ item, importing }: LineProps) {
  const t = useTexts(importTexts);
  const { action, asText } = importing.choiceOf(item);
  if (item.vaultOffers.length === 0 || action === 'keep') return null;
  const isAnyPlain = asText.length > 0;
  return (
    <div className="pb-plan-vault">
      <span className="pb-hint">{t('vault')}</span>
      {item.vaultOffers.map(({ path, name }) => (
        <Switch
          key={path}
          size="xs"
          label={
            <span className="pb-mono">
              <ExactText text={name} />
            </span>
          }
          checked={!asText.includes(path)}
          onChange={({ target }) =>
            importing.choose(item, {
              asText: target.checked ? asText.filter((one) => one !== path) : [...asText, path],
            })
          }
        />
      ))}
      {isAnyPlain && <p className="pb-hint">{t('vault.plain')}</p>}
    </div>
  );
}
