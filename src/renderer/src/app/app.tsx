import { MantineProvider } from '@mantine/core';
import type { i18n as I18n } from 'i18next';
import { useEffect, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';

import { resolveLanguage } from '../../../shared/i18n/phrase.ts';
import type { Handover } from '../first-paint/handover.ts';
import { useMirror, WindowProvider } from '../host/window-context.tsx';
import type { WindowParts } from '../host/window-context.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { uiTexts } from '../ui/texts.ts';
import { themeFor } from '../ui/theme.ts';
import { AppFrame } from './app-frame.tsx';
import { speakIn } from './speak-in.ts';

/** The whole window. */
export function App({
  parts,
  i18n,
  handover,
}: {
  parts: WindowParts;
  i18n: I18n;
  handover: Handover;
}) {
  return (
    <WindowProvider parts={parts}>
      <I18nextProvider i18n={i18n}>
        <Themed i18n={i18n} handover={handover} />
      </I18nextProvider>
    </WindowProvider>
  );
}

function Themed({ i18n, handover }: { i18n: I18n; handover: Handover }) {
  const chosen = useMirror(({ snapshot }) => snapshot?.settings.theme ?? 'system');
  const choice = useMirror(({ snapshot }) => snapshot?.settings.language ?? 'system');
  useEffect(() => speakIn(i18n, resolveLanguage(choice, navigator.languages)), [i18n, choice]);
  const close = useTexts(uiTexts)('close');
  const theme = useMemo(() => themeFor(close), [close]);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      forceColorScheme={chosen === 'system' ? undefined : chosen}
    >
      <AppFrame handover={handover} />
    </MantineProvider>
  );
}
