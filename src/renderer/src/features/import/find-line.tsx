import { Checkbox } from '@mantine/core';

import type { ImportFind, ImportItem } from '../../../../shared/domain/import.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { ProblemList } from '../../parts/server-form/problem-list.tsx';
import { togetherIn } from './import-choices.ts';
import { MovedPanel } from './moved-panel.tsx';
import { importTexts } from './texts.ts';
import type { Importing } from './use-import.ts';

/** The app or file that the servers below it were found in. */
export function FindLine(props: {
  find: ImportFind;
  items: readonly ImportItem[];
  importing: Importing;
}) {
  const { find, items, importing } = props;
  const t = useTexts(importTexts);
  const isMoved = find.sourceId === 'patchbay';
  const title = isMoved ? t('moved') : find.title || t('own');
  return (
    <div className="pb-plan-find">
      <div className="pb-plan-find-head">
        <All title={title} items={items} importing={importing} />
        <h3>{title}</h3>
        <span className="pb-plan-place" title={find.place}>
          <ExactText text={find.shortPlace} />
        </span>
      </div>
      <ProblemList problems={find.problems} />
      {isMoved && <MovedPanel find={find} importing={importing} />}
    </div>
  );
}

/** Takes in or leaves out all that is new in it at once. */
function All(props: { title: string; items: readonly ImportItem[]; importing: Importing }) {
  const { title, items, importing } = props;
  const t = useTexts(importTexts);
  const together = togetherIn(items);
  if (together.length < 2) return null;
  const taken = together.filter((item) => importing.choiceOf(item).action === 'add').length;
  return (
    <Checkbox
      size="xs"
      aria-label={t('all', { title })}
      checked={taken === together.length}
      indeterminate={taken > 0 && taken < together.length}
      onChange={({ target }) => importing.chooseAll(items, target.checked ? 'add' : 'keep')}
    />
  );
}
