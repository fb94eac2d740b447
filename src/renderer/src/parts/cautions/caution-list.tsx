import { IconEye } from '@tabler/icons-react';

import type { Caution } from '../../../../shared/domain/caution.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { cautionTexts } from './caution-texts.ts';
import './cautions.css';

/** What is worth a look, with the very spot; without names where all of it is about one item. */
export function CautionList(props: { cautions: readonly Caution[]; isOfOneItem?: boolean }) {
  const t = useTexts(cautionTexts);
  return (
    <ul className="pb-cautions" aria-label={t('mark')}>
      {props.cautions.map((caution, index) => (
        <li key={index}>
          <p className="pb-caution-line">
            <IconEye size={14} aria-hidden />
            <span>
              {props.isOfOneItem !== true && (
                <>
                  {t(`list.${caution.list}`)} <ExactText text={caution.name} />:{' '}
                </>
              )}
              {t(`rule.${caution.rule}`, { other: caution.other ?? '' })}
            </span>
          </p>
          <p className="pb-caution-spot">
            <ExactText text={caution.before} isProse />
            <mark>
              <ExactText text={caution.spot} />
            </mark>
            <ExactText text={caution.after} isProse />
          </p>
          <p className="pb-hint">
            <ExactText text={t('at', { place: caution.place })} />
          </p>
        </li>
      ))}
    </ul>
  );
}
