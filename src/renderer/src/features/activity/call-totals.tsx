import { useMemo } from 'react';

import type { CallRecord } from '../../../../shared/domain/call-record.ts';
import { callTotals } from '../../../../shared/domain/call-totals.ts';
import type { CallGrouping, CallTotal } from '../../../../shared/domain/call-totals.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { Format } from '../../ui/use-format.ts';
import { activityTexts } from './texts.ts';
import { useCallWords } from './use-call-words.ts';
import type { CallWords } from './use-call-words.ts';

const maxRows = 500;

/** Calls counted together, the most used first. */
export function CallTotals({ calls, by }: { calls: readonly CallRecord[]; by: CallGrouping }) {
  const t = useTexts(activityTexts);
  const words = useCallWords();
  const format = useFormat();
  const totals = useMemo(() => callTotals(calls, by), [calls, by]);
  const headings = ['calls', 'notOk', 'average', 'sent', 'received'] as const;
  return (
    <div className="pb-scroll pb-call-totals" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(`total.${by}`)}</th>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {t(`total.${heading}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {totals.slice(0, maxRows).map((total) => (
            <TotalRow key={total.key} {...{ total, by, words, format }} />
          ))}
        </tbody>
      </table>
      {totals.length > maxRows && <p className="pb-none">{t('total.more', { count: maxRows })}</p>}
    </div>
  );
}

function TotalRow(props: { total: CallTotal; by: CallGrouping; words: CallWords; format: Format }) {
  const { total, by, words, format } = props;
  const server = words.serverTitle(total.server);
  const name = { app: words.who(total), server, tool: `${server} · ${total.item}` }[by];
  return (
    <tr>
      <th scope="row">
        <ExactText text={name} />
      </th>
      <td>{total.calls}</td>
      <td data-tone={total.notOk > 0 ? 'red' : undefined}>{total.notOk}</td>
      <td>{format.duration(total.durationMs / total.calls)}</td>
      <td>{words.bytes(total.bytesIn)}</td>
      <td>{words.bytes(total.bytesOut)}</td>
    </tr>
  );
}
