import './sound.css';

import type { ReactNode } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import type { CheckedSound } from './base64-sound.ts';
import { resultTexts } from './result-texts.ts';

/** A sound from a server; silent until it is asked to play. */
export function Sound({ sound, children }: { sound: CheckedSound; children: ReactNode }) {
  const t = useTexts(resultTexts);
  return (
    <figure className="pb-sound">
      <audio controls preload="metadata" src={sound.dataUrl} aria-label={t('sound')} />
      <figcaption>{children}</figcaption>
    </figure>
  );
}
