import type { SayText } from '../../i18n/use-texts.ts';
import type { JsonPlace } from './json-arguments.ts';
import type { toolsTexts } from './texts.ts';

/** That a text is not JSON, and where, as far as that is known. */
export function notJson(
  place: JsonPlace | undefined,
  t: SayText<typeof toolsTexts.words.en>,
): string {
  return place === undefined ? t('json.invalid') : t('json.invalid.at', { ...place });
}
