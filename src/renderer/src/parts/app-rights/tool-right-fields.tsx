import { Stack, TextInput } from '@mantine/core';
import { useState } from 'react';

import type { ToolRight } from '../../../../shared/domain/app-rights.ts';
import { isToolName } from '../../../../shared/domain/tool-name.ts';
import { own } from '../../../../shared/util/own.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { rightsTexts } from './rights-texts.ts';
import { argumentsOf, typedOf, valueOf, withArgument } from './stated.ts';
import type { Argument } from './stated.ts';

/** The name of a tool for one app, and the arguments that are set for it. */
export function ToolRightFields(props: {
  right: ToolRight;
  inputSchema: unknown;
  onChange: (right: ToolRight) => void;
}) {
  const { right, inputSchema, onChange } = props;
  const t = useTexts(rightsTexts);
  const { name: _named, ...unnamed } = right;
  const isNameRight = right.name === undefined || isToolName(right.name);
  const named = argumentsOf(inputSchema);
  // What the tool does not take any more can still be taken back.
  const gone = Object.keys(right.fixed ?? {})
    .filter((name) => named.every((one) => one.name !== name))
    .map((name) => ({ name, isText: false }));
  return (
    <Stack gap="xs" ml={30} mt={4} mb="xs">
      <TextInput
        size="xs"
        label={t('name')}
        description={t('name.hint')}
        placeholder={right.tool}
        value={right.name ?? ''}
        autoComplete="off"
        error={isNameRight ? undefined : t('name.wrong')}
        onChange={({ currentTarget: { value } }) =>
          onChange(value === '' ? unnamed : { ...unnamed, name: value })
        }
      />
      {[...named, ...gone].length > 0 && <p className="pb-hint">{t('fixed.hint')}</p>}
      {[...named, ...gone].map((argument) => (
        <ArgumentField
          key={argument.name}
          argument={argument}
          isGone={gone.includes(argument)}
          value={own(right.fixed, argument.name)}
          onChange={(value) => onChange(withArgument(right, argument.name, value))}
        />
      ))}
    </Stack>
  );
}

function ArgumentField(props: {
  argument: Argument;
  isGone: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const { argument, isGone, value, onChange } = props;
  const t = useTexts(rightsTexts);
  const [typed, setTyped] = useState(value === undefined ? '' : typedOf(value, argument));
  const isWrong = typed !== '' && valueOf(typed, argument) === undefined;
  const problem = isWrong ? t('fixed.wrong') : isGone ? t('fixed.gone') : undefined;
  return (
    <TextInput
      size="xs"
      label={t('fixed', { argument: argument.name })}
      placeholder={t('fixed.free')}
      value={typed}
      autoComplete="off"
      error={problem}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(currentTarget.value === '' ? undefined : valueOf(currentTarget.value, argument));
      }}
    />
  );
}
