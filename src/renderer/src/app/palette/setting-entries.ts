import { useMemo } from 'react';

import { networkSectionTexts } from '../../features/preferences/network-section-texts.ts';
import { signInSectionTexts } from '../../features/preferences/sign-in-section-texts.ts';
import { preferencesTexts } from '../../features/preferences/texts.ts';
import { showPart } from '../../host/ui-store.ts';
import type { SettingsPart } from '../../host/ui-store.ts';
import { useWindow } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import type { PaletteEntry } from './entry.ts';
import { paletteTexts } from './palette-texts.ts';

/** Which part of the page for settings each is in; found by the words of the page itself. */
const settings: readonly (readonly [keyof typeof preferencesTexts.words.en, SettingsPart])[] = [
  ['theme', 'look'],
  ['language', 'look'],
  ['closeToTray', 'desktop'],
  ['launchAtLogin', 'desktop'],
  ['notify', 'notifications'],
  ['quiet', 'notifications'],
  ['concurrent', 'connecting'],
];

/** Every choice of the page for settings; choosing one shows it there. */
export function useSettingEntries(): readonly PaletteEntry[] {
  const t = useTexts(paletteTexts);
  const page = useTexts(preferencesTexts);
  const { ui } = useWindow();
  const network = useTexts(networkSectionTexts);
  const signIn = useTexts(signInSectionTexts);
  return useMemo(() => {
    const entry = (id: string, words: string, part: SettingsPart): PaletteEntry => ({
      id: `setting:${id}`,
      group: 'settings',
      label: t('setting', { title: words }),
      words,
      icon: 'settings',
      run: () => showPart(ui, part),
    });
    return [
      ...settings.map(([key, part]) => entry(key, page(key), part)),
      entry('proxy', network('proxy'), 'network'),
      entry('client-document', signIn('document'), 'sign-in'),
    ];
  }, [t, page, network, signIn, ui]);
}
