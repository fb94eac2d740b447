import { Box, Button, Group, Text } from '@mantine/core';

import { useTexts } from '../../i18n/use-texts.ts';
import { questionTexts } from './texts.ts';

/** Asks before an answer that was begun is thrown away: a question that was left is never asked again. */
export function LeaveQuestion({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const t = useTexts(questionTexts);
  return (
    <Box
      mt="md"
      className="pb-panel"
      data-tone="yellow"
      role="alertdialog"
      aria-label={t('leave.text')}
    >
      <div className="pb-panel-body">
        <Text size="sm">{t('leave.text')}</Text>
        <Group justify="flex-end" mt="sm">
          <Button variant="default" color="red" onClick={onLeave}>
            {t('leave.go')}
          </Button>
          <Button autoFocus onClick={onStay}>
            {t('leave.stay')}
          </Button>
        </Group>
      </div>
    </Box>
  );
}
