import { en } from '../../shared/i18n/en.ts';
import { translate } from '../../shared/i18n/phrase.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import type { LogLine } from './server-logs.ts';

/**
 * A remark of Patchbay's in the log of a server. The window says it in its language; the text stays
 * in one, because a log that is saved is read by whoever helps too.
 */
export function noteLine(phrase: Phrase, level: LogLine['level'] = 'warning'): LogLine {
  return { source: 'note', level, text: translate(en, 'en', phrase), phrase };
}
