import { Button } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';

import { usePhrases, useTexts } from '../../i18n/use-texts.ts';
import { signInTexts } from './sign-in-texts.ts';
import { useBegin } from './use-sign-in.ts';

/** The button that opens the browser at a server's sign-in. */
export function SignInButton(
  props: { name: string; isAgain?: boolean } & Pick<ButtonProps, 'size' | 'variant'>,
) {
  const { name, isAgain = false, ...look } = props;
  const t = useTexts(signInTexts);
  const say = usePhrases();
  const { begin, isBeginning } = useBegin(name);
  return (
    <Button size="compact-xs" {...look} loading={isBeginning} onClick={() => begin()}>
      {isAgain ? t('again') : say({ key: 'action.signIn' })}
    </Button>
  );
}
