import { Button, Input, NumberInput, Select, Textarea, TextInput } from '@mantine/core';

import type { Problem } from '../../../../shared/domain/server.ts';
import { useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { FormProvider, useForm, useProblemAt } from './form-context.tsx';
import { activeProfile } from '../../../../shared/domain/active-profile.ts';
import type { ServerForm } from './form-model.ts';
import { formTexts } from './form-texts.ts';
import { ProblemList } from './problem-list.tsx';
import { hasField } from './problem-place.ts';
import { TransportFields } from './transport-fields.tsx';
import { VariableFields } from './variable-fields.tsx';

/** Every field of a server, with the problems of each beside it. */
export function ServerFormFields(props: {
  form: ServerForm;
  problems: readonly Problem[];
  onChange: (form: ServerForm) => void;
  /** Of a saved server: shows where it is said who may use it, which is no part of an edit. */
  onAccess?: () => void;
}) {
  const { form, problems, onChange, onAccess } = props;
  return (
    <FormProvider
      form={form}
      problems={problems}
      change={(change) => onChange({ ...form, ...change })}
    >
      <div className="pb-form">
        <ProblemList problems={problems.filter(isSaidHere)} role="alert" />
        <IdentityFields />
        <TransportFields />
        <VariableFields />
        <BehaviourFields onAccess={onAccess} />
      </div>
    </FormProvider>
  );
}

// What is wrong in a field is said there, and the address says itself what stands in it now.
const isSaidHere = ({ code, path, severity }: Problem) =>
  code !== 'NOT_ENCRYPTED' && !(severity === 'error' && hasField(path));

function IdentityFields() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  return (
    <>
      <TextInput
        label={t('name')}
        value={form.title}
        error={problemAt('title')}
        onChange={({ target }) => change({ title: target.value })}
      />
      <Textarea
        label={t('description')}
        value={form.description}
        error={problemAt('description')}
        autosize
        minRows={1}
        maxRows={5}
        onChange={({ target }) => change({ description: target.value })}
      />
    </>
  );
}

function BehaviourFields({ onAccess }: { onAccess: (() => void) | undefined }) {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  return (
    <fieldset className="pb-fieldset">
      <legend>{t('behaviour')}</legend>
      <div className="pb-columns">
        <Select
          label={t('start')}
          data={(['on-launch', 'on-demand', 'manual'] as const).map((value) => ({
            value,
            label: t(`start.${value}`),
          }))}
          value={form.start}
          allowDeselect={false}
          onChange={(start) => change({ start: start as ServerForm['start'] })}
        />
        {onAccess === undefined ? <ScopeField /> : <ScopeLink onClick={onAccess} />}
        <Select
          label={t('era')}
          data={(['auto', 'modern', 'legacy'] as const).map((value) => ({
            value,
            label: t(`era.${value}`),
          }))}
          value={form.era}
          allowDeselect={false}
          onChange={(era) => change({ era: era as ServerForm['era'] })}
        />
        <Select
          label={t('sharing')}
          description={t(`sharing.${form.sharing}.why`)}
          data={(['all-apps', 'each-app'] as const).map((value) => ({
            value,
            label: t(`sharing.${value}`),
          }))}
          value={form.sharing}
          allowDeselect={false}
          onChange={(sharing) => change({ sharing: sharing as ServerForm['sharing'] })}
        />
        <Seconds field="connectSeconds" path="timeouts.connectMs" placeholder="30" />
        <Seconds field="callSeconds" path="timeouts.callMs" placeholder="60" />
        <Seconds field="idleSeconds" path="timeouts.idleMs" placeholder={t('idleSeconds.hint')} />
      </div>
    </fieldset>
  );
}

function ScopeField() {
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const profiles = useMirror(({ snapshot }) => snapshot?.profiles);
  const profile = profiles && activeProfile(profiles);
  return (
    <Select
      label={t('scope')}
      data={[
        { value: 'shared', label: t('scope.shared') },
        { value: 'private', label: t('scope.private', { profile: profile?.title ?? '' }) },
      ]}
      value={form.scope.kind}
      allowDeselect={false}
      onChange={(kind) =>
        change({
          scope: kind === 'shared' ? { kind: 'shared' } : privateScope(form.scope, profile?.id),
        })
      }
    />
  );
}

/** Changing who may use a saved server asks about sign-ins and can be undone, on a tab of its own. */
function ScopeLink({ onClick }: { onClick: () => void }) {
  const t = useTexts(formTexts);
  return (
    <Input.Wrapper label={t('scope')} labelElement="div">
      <Button variant="default" fullWidth justify="flex-start" onClick={onClick}>
        {t('scope.change')}
      </Button>
    </Input.Wrapper>
  );
}

function privateScope(scope: ServerForm['scope'], profileId = ''): ServerForm['scope'] {
  return scope.kind === 'private' ? scope : { kind: 'private', profiles: [profileId] };
}

function Seconds(props: {
  field: 'connectSeconds' | 'callSeconds' | 'idleSeconds';
  path: string;
  placeholder: string;
}) {
  const { field, path, placeholder } = props;
  const t = useTexts(formTexts);
  const { form, change } = useForm();
  const problemAt = useProblemAt();
  return (
    <NumberInput
      label={t(field)}
      placeholder={placeholder}
      value={form[field]}
      min={0}
      error={problemAt(path)}
      onChange={(value) => change({ [field]: typeof value === 'number' ? value : '' })}
    />
  );
}
