import { Switch } from '@mantine/core';
import { useId } from 'react';

/** One thing that is on or off, with a word on what that means. */
export function Choice(props: {
  label: string;
  hint: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const { label, hint, isOn, isDisabled = false, onChange } = props;
  const id = useId();
  return (
    <div className="pb-setting-line">
      <span>
        <label htmlFor={id}>{label}</label>
        <span className="pb-hint" id={`${id}-hint`}>
          {hint}
        </span>
      </span>
      <Switch
        id={id}
        aria-describedby={`${id}-hint`}
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
