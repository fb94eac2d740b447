import { Button, Kbd, Portal } from '@mantine/core';

import { useTexts } from '../../i18n/use-texts.ts';
import { questionTexts } from './texts.ts';

/** Says that a question waits, and leaves the focus where it is. */
export function QuestionWaits({ server, onAnswer }: { server: string; onAnswer: () => void }) {
  const t = useTexts(questionTexts);
  return (
    <Portal>
      <div className="pb-question-waits" role="status">
        <div>
          <p>{t('waits', { server })}</p>
          <p className="pb-small">{t('waits.hint')}</p>
        </div>
        <Button
          size="xs"
          onMouseDown={(event) => event.preventDefault()}
          onClick={onAnswer}
          rightSection={<Kbd size="xs">F6</Kbd>}
        >
          {t('answer')}
        </Button>
      </div>
    </Portal>
  );
}
