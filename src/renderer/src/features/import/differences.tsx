import type { DifferingSide, ImportDifference } from '../../../../shared/domain/import.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { importTexts } from './texts.ts';

/** Where a found server is not like the one that is there, side by side. */
export function Differences({ differences }: { differences: readonly ImportDifference[] }) {
  const t = useTexts(importTexts);
  return (
    <table className="pb-differences">
      <thead>
        <tr>
          <td />
          <th scope="col">{t('mine')}</th>
          <th scope="col">{t('theirs')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ field, name, mine, found }) => (
          <tr key={`${field} ${name}`}>
            <th scope="row">{name === '' ? t(`field.${field}`) : <ExactText text={name} />}</th>
            <td>
              <Side side={mine} other={found} field={field} />
            </td>
            <td>
              <Side side={found} other={mine} field={field} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side(props: {
  side: DifferingSide;
  other: DifferingSide;
  field: ImportDifference['field'];
}) {
  const { side, other, field } = props;
  const t = useTexts(importTexts);
  if (side.kind === 'absent') return <span className="pb-hint">{t('side.absent')}</span>;
  if (side.kind === 'secret') return <span className="pb-hint">{t('side.secret')}</span>;
  if (field === 'auth') return t(`auth.${side.parts[0] as 'none' | 'api-key' | 'oauth'}`);
  const known = new Set(other.kind === 'text' ? other.parts : []);
  return side.parts.map((part, index) => (
    <code key={index} className="pb-side-part" data-differs={known.has(part) ? undefined : ''}>
      <ExactText text={part} />
    </code>
  ));
}
