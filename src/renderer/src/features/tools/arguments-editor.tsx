import { Button } from '@mantine/core';
import { IconBraces, IconForms } from '@tabler/icons-react';
import { Component } from 'react';
import type { ReactNode } from 'react';

import { writeExactJson } from '../../../../shared/util/exact-json.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { preloaded } from '../../ui/preloaded.tsx';
import { readJsonArguments } from './json-arguments.ts';
import { JsonEditor } from './json-editor.tsx';
import type { FormPlan } from './schema/form-schema.ts';
import { toolsTexts } from './texts.ts';
import type { ToolDraft } from './tool-memory.ts';
import { argumentsOf } from './use-tool-run.ts';

// The form is by far the heaviest part of the page.
const ArgumentForm = preloaded(async () => (await import('./argument-form.tsx')).ArgumentForm);

/** The input of a tool: a form drawn from its schema, or JSON. */
export function ArgumentsEditor(props: {
  plan: FormPlan;
  draft: ToolDraft;
  onChange: (change: Partial<ToolDraft>) => void;
}) {
  const { plan, draft, onChange } = props;
  const t = useTexts(toolsTexts);
  const toJson = () => {
    const json = writeExactJson(argumentsOf(draft, plan) ?? {}, 2);
    onChange({ mode: 'json', json: json ?? '{}' });
  };
  if (plan.kind === 'json-only' || draft.mode === 'json') {
    return (
      <div className="pb-arguments">
        {plan.kind === 'json-only' && <p className="pb-hint">{t('json.only')}</p>}
        <JsonEditor draft={draft} onChange={onChange} />
        {plan.kind === 'form' && <ToForm draft={draft} onChange={onChange} />}
      </div>
    );
  }
  const isEmpty = Object.keys(plan.schema.properties ?? {}).length === 0;
  if (isEmpty && plan.schema.oneOf === undefined) {
    return <p className="pb-hint">{t('form.none')}</p>;
  }
  const fallback = <p className="pb-hint">{t('form.failed')}</p>;
  return (
    <div className="pb-arguments">
      <Guard fallback={fallback}>
        <ArgumentForm plan={plan} draft={draft} onChange={(data) => onChange({ data })} />
      </Guard>
      <Button {...switchLook} leftSection={<IconBraces size={14} />} onClick={toJson}>
        {t('mode.json')}
      </Button>
    </div>
  );
}

function ToForm(props: { draft: ToolDraft; onChange: (change: Partial<ToolDraft>) => void }) {
  const { draft, onChange } = props;
  const t = useTexts(toolsTexts);
  const read = readJsonArguments(draft.json);
  return (
    <Button
      {...switchLook}
      leftSection={<IconForms size={14} />}
      disabled={!read.ok}
      onClick={() => read.ok && onChange({ mode: 'form', data: read.value })}
    >
      {t('mode.form')}
    </Button>
  );
}

const switchLook = {
  size: 'compact-xs',
  variant: 'subtle',
  color: 'gray',
  className: 'pb-quiet pb-switch-mode',
} as const;

/** Shows something else when what is inside cannot be drawn. */
class Guard extends Component<
  { readonly fallback: ReactNode; readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  static getDerivedStateFromError() {
    return { hasFailed: true };
  }
  override readonly state = { hasFailed: false };
  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
