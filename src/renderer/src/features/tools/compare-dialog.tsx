import './compare.css';

import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';

import { writeExactJson } from '../../../../shared/util/exact-json.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { resultTexts } from '../../parts/runs/result-texts.ts';
import type { Done } from '../../parts/runs/run-memory.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ExactText } from '../../ui/exact-text.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { answerText, compareTexts } from './compare-texts.ts';
import type { ToolAnswer } from './tool-memory.ts';

/** A run beside an earlier one of the same tool: what went in, what came out, and what differs. */
export function CompareDialog(props: {
  answer: ToolAnswer;
  past: readonly Done<ToolAnswer>[];
  onClose: () => void;
}) {
  const { answer, past, onClose } = props;
  const t = useTexts(resultTexts);
  const format = useFormat();
  const [index, setIndex] = useState(0);
  const then = past[index];
  if (then === undefined) return null;
  const input = ({ args }: ToolAnswer) => writeExactJson(args, 2) ?? '';
  return (
    <Dialog opened onClose={onClose} title={t('compare.title')} size="xl">
      <Select
        label={t('compare.with')}
        data={past.map(({ endedAt }, at) => ({
          value: String(at),
          label: t('compare.run', { count: at + 1, time: format.moment(endedAt) }),
        }))}
        value={String(index)}
        allowDeselect={false}
        onChange={(value) => setIndex(Number(value))}
      />
      <Differences label={t('compare.input')} then={input(then.value)} now={input(answer)} />
      <Differences
        label={t('compare.answer')}
        then={answerText(then.value.result)}
        now={answerText(answer.result)}
      />
    </Dialog>
  );
}

const signs = { added: '+', removed: '−' } as const;

function Differences({ label, then, now }: { label: string; then: string; now: string }) {
  const t = useTexts(resultTexts);
  const lines = useMemo(() => compareTexts(then, now), [then, now]);
  return (
    <section className="pb-compare">
      <h3>{label}</h3>
      {lines === null && <p className="pb-hint">{t('compare.tooMuch')}</p>}
      {lines?.length === 0 && <p className="pb-hint">{t('compare.same')}</p>}
      {lines !== null && lines.length > 0 && (
        <ol aria-label={label} tabIndex={0}>
          {lines.map((line, at) => (
            // A line has no name of its own, and the list never changes.
            <li key={at} data-kind={line.kind}>
              {line.kind === 'left-out' ? (
                <span className="pb-compare-gap">
                  {t('compare.leftOut', { count: line.count })}
                </span>
              ) : (
                <>
                  <span className="pb-compare-sign" aria-hidden="true">
                    {line.kind === 'same' ? ' ' : signs[line.kind]}
                  </span>
                  {line.kind !== 'same' && (
                    <span className="pb-visually-hidden">{t(`compare.${line.kind}`)} </span>
                  )}
                  <code>
                    <ExactText text={line.text} />
                  </code>
                </>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
