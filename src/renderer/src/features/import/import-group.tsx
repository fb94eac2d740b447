import { Checkbox, NativeSelect } from '@mantine/core';

import type { ImportFind, ImportItem } from '../../../../shared/domain/import.ts';
import type { LaunchPreview, Problem } from '../../../../shared/domain/server.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useProblemText } from '../../ui/server-form/problem-text.ts';
import { importTexts } from './texts.ts';
import type { Importing, ItemAction } from './use-import.ts';

/** What one app's file holds, and what becomes of each server in it. */
export function ImportGroup(props: {
  find: ImportFind;
  items: readonly ImportItem[];
  importing: Importing;
}) {
  const { find, items, importing } = props;
  const t = useTexts(importTexts);
  const title = find.title || t('own');
  return (
    <section className="pb-understood" aria-label={title}>
      <div className="pb-understood-head">
        <strong>{title}</strong>
        <span className="pb-hint">
          <ExactText text={find.place} />
        </span>
      </div>
      <Problems problems={find.problems} />
      {items.map((item) => (
        <Item key={item.id} item={item} importing={importing} />
      ))}
    </section>
  );
}

function Item({ item, importing }: { item: ImportItem; importing: Importing }) {
  const t = useTexts(importTexts);
  const { state, title } = item;
  const action = importing.actionOf(item.id);
  const offered = item.vaultOffers.map(({ name }) => name).join(', ');
  return (
    <div data-import-state={state.kind}>
      <Action item={item} action={action} importing={importing} />
      <span className="pb-hint">
        {t(`state.${state.kind}`, { title: 'title' in state ? state.title : title })}
      </span>
      {item.preview !== null && <Launch preview={item.preview} />}
      {offered !== '' && <p className="pb-hint">{t('vault', { names: offered })}</p>}
      {state.kind === 'cannot' && <Problems problems={item.problems} />}
    </div>
  );
}

function Action(props: { item: ImportItem; action: ItemAction; importing: Importing }) {
  const { item, action, importing } = props;
  const t = useTexts(importTexts);
  const { title, state, id } = item;
  if (state.kind === 'cannot') return <strong>{title}</strong>;
  if (state.kind === 'differs')
    return (
      <NativeSelect
        label={title}
        aria-label={t('choice', { title })}
        size="xs"
        value={action}
        data={(['keep', 'replace', 'add'] as const).map((value) => ({
          value,
          label: t(`choice.${value}`),
        }))}
        onChange={({ target }) => importing.choose(id, target.value as ItemAction)}
      />
    );
  return (
    <Checkbox
      label={title}
      aria-label={t('include', { title })}
      checked={action === 'add'}
      onChange={({ target }) => importing.choose(id, target.checked ? 'add' : 'keep')}
    />
  );
}

function Launch({ preview }: { preview: LaunchPreview }) {
  if (preview.kind === 'built-in') return null;
  const parts = preview.kind === 'program' ? preview.argv : [preview.url];
  return (
    <code className="pb-argv">
      {parts.map((part, index) => (
        <span key={index} className="pb-arg" data-empty={part === '' ? '' : undefined}>
          <ExactText text={part} />
        </span>
      ))}
    </code>
  );
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  const say = useProblemText();
  if (problems.length === 0) return null;
  return (
    <ul className="pb-problems">
      {problems.map((problem, index) => (
        <li key={index} data-severity={problem.severity}>
          {problem.line !== undefined && <b>{problem.line}: </b>}
          {problem.path !== '' && <code>{problem.path} </code>}
          {say(problem)}
        </li>
      ))}
    </ul>
  );
}
