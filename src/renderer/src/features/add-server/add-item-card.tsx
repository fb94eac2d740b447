import { Button, Checkbox, Switch } from '@mantine/core';
import { IconTerminal2, IconWorld } from '@tabler/icons-react';
import { useState } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { ConsentPanel } from '../../parts/consent/consent-panel.tsx';
import { ExactText } from '../../ui/exact-text.tsx';
import { ServerFormFields } from '../../parts/server-form/server-form-fields.tsx';
import { ProblemList } from '../../parts/server-form/problem-list.tsx';
import { withSecretsByEnvironment } from '../../parts/server-form/secrets-by-environment.ts';
import { isChecked, likelySecretRows, problemsOf, withRow } from './add-model.ts';
import type { AddItem } from './add-model.ts';
import { addTexts } from './texts.ts';

/** One understood server: what it is, what it will start, and the way to correct it. */
export function AddItemCard(props: {
  item: AddItem;
  isOnly: boolean;
  onChange: (change: Partial<AddItem>) => void;
}) {
  const { item, isOnly, onChange } = props;
  const [isOpen, setOpen] = useState(item.form.title === '');
  const problems = problemsOf(item);
  const preview = item.check?.preview ?? null;
  const moved = withSecretsByEnvironment(item.form);
  return (
    <>
      <section className="pb-understood" aria-label={item.form.title}>
        <Heading
          item={item}
          isOnly={isOnly}
          onChange={onChange}
          isOpen={isOpen}
          setOpen={setOpen}
        />
        {isOpen ? (
          <ServerFormFields
            form={item.form}
            problems={problems}
            onChange={(form) => onChange({ form })}
          />
        ) : (
          <>
            <Summary item={item} />
            <Remarks item={item} />
          </>
        )}
        <SecretSwitches item={item} onChange={onChange} />
      </section>
      {item.isIncluded && preview !== null && (
        <div data-stale={isChecked(item) ? undefined : ''} className="pb-add-consent">
          <ConsentPanel
            preview={preview}
            onPassByEnvironment={moved && (() => onChange({ form: moved }))}
          />
        </div>
      )}
    </>
  );
}

function Heading(props: {
  item: AddItem;
  isOnly: boolean;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  onChange: (change: Partial<AddItem>) => void;
}) {
  const { item, isOnly, isOpen, setOpen, onChange } = props;
  const t = useTexts(addTexts);
  const { type, title } = item.form;
  return (
    <div className="pb-understood-head">
      {!isOnly && (
        <Checkbox
          aria-label={t('include', { title })}
          checked={item.isIncluded}
          onChange={({ target }) => onChange({ isIncluded: target.checked })}
        />
      )}
      {type === 'stdio' ? <IconTerminal2 size={16} /> : <IconWorld size={16} />}
      <strong>{t(`kind.${type}`)}</strong>
      <Button variant="subtle" size="compact-xs" onClick={() => setOpen(!isOpen)}>
        {t(isOpen ? 'hide' : 'change')}
      </Button>
    </div>
  );
}

function Summary({ item: { form } }: { item: AddItem }) {
  const t = useTexts(addTexts);
  return (
    <dl className="pb-facts">
      <div>
        <dt>{t('name')}</dt>
        <dd>
          <ExactText text={form.title} />
        </dd>
      </div>
      <div>
        <dt>{t('starts')}</dt>
        <dd>{t(`start.${form.start}`)}</dd>
      </div>
    </dl>
  );
}

function Remarks({ item }: { item: AddItem }) {
  return <ProblemList problems={problemsOf(item)} />;
}

function SecretSwitches(props: { item: AddItem; onChange: (change: Partial<AddItem>) => void }) {
  const { item, onChange } = props;
  const t = useTexts(addTexts);
  const rows = likelySecretRows(item);
  if (rows.length === 0) return null;
  return (
    <div className="pb-secret-switches">
      <p className="pb-hint">{t('secrets')}</p>
      {rows.map((row) => (
        <Switch
          key={row.id}
          label={<span className="pb-mono">{row.name}</span>}
          checked={row.isSecret}
          onChange={({ target }) =>
            onChange({ form: withRow(item.form, { ...row, isSecret: target.checked }) })
          }
        />
      ))}
    </div>
  );
}
