import { Button } from '@mantine/core';

import { useTexts } from '../../i18n/use-texts.ts';
import type { Remark } from './schema/error-tree.ts';
import { toolsTexts } from './texts.ts';

/** What no field can show about a refused input, and the way to run the tool all the same. */
export function RunRefused(props: {
  /** Remarks that no field shows. */
  above: readonly Remark[];
  /** Undefined when there is nothing that could be sent. */
  onAnyway: (() => void) | undefined;
}) {
  const { above, onAnyway } = props;
  const t = useTexts(toolsTexts);
  return (
    <div className="pb-refused" role="group" tabIndex={-1} aria-label={t('refused.label')}>
      {above.length > 0 && <RemarkList remarks={above} />}
      {onAnyway !== undefined && (
        <p className="pb-hint">
          {t('refused.ours')}{' '}
          <Button size="compact-xs" variant="default" onClick={onAnyway}>
            {t('run.anyway')}
          </Button>
        </p>
      )}
    </div>
  );
}

/** What is wrong with arguments, each with where it stands. */
export function RemarkList({ remarks }: { remarks: readonly Remark[] }) {
  return (
    <ul className="pb-problem-list" role="alert">
      {remarks.map(({ path, message }, index) => (
        <li key={index}>
          {path.length > 0 && <code>{path.join('.')}</code>} {message}
        </li>
      ))}
    </ul>
  );
}
