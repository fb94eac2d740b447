import { PasswordInput } from '@mantine/core';
import type { PasswordInputProps } from '@mantine/core';

import { useTexts } from '../i18n/use-texts.ts';
import { uiTexts } from './texts.ts';

/** A field for a secret, with a button that shows what was typed. */
export function SecretInput(props: PasswordInputProps) {
  const t = useTexts(uiTexts);
  const toggle = { 'aria-label': t('secret.show') };
  return <PasswordInput {...props} visibilityToggleButtonProps={toggle} />;
}
