import type { AppFileRefusal } from '../../../../shared/domain/connected-app.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import type { connectedAppsTexts } from './texts.ts';

/** The page's words. */
export type Say = SayText<typeof connectedAppsTexts.words.en>;

/** Why an app's file is not used, with the place in it when that is known. */
export function whyNot({ reason, detail, line, column }: AppFileRefusal, t: Say): string {
  const place = line === null ? detail : t('at', { line, column: column ?? 1 });
  return t(`why.${reason}`, { place });
}
