import type { CallRecord } from '../../../../shared/domain/call-record.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { activityTexts } from './texts.ts';

const tones = {
  ok: 'teal',
  'tool-error': 'yellow',
  failed: 'red',
  cancelled: 'grey',
  away: 'grey',
  refused: 'yellow',
} as const;

/** How a call ended, by word and colour. */
export function CallOutcome({ call: { outcome } }: { call: Pick<CallRecord, 'outcome'> }) {
  const t = useTexts(activityTexts);
  return (
    <span className="pb-call-outcome" data-tone={tones[outcome]}>
      {t(`outcome.${outcome}`)}
    </span>
  );
}
