import { Switch } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode } from 'react';

/** One thing that is on or off, with a word on what that means where it needs one. */
export function Choice(props: {
  label: ReactNode;
  hint?: string;
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
        {hint !== undefined && (
          <span className="pb-hint" id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </span>
      <Switch
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
