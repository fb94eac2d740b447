import { Button, Group, Text } from '@mantine/core';

import { Dialog } from '../../ui/dialog.tsx';

/** One question before something is given up; the way back has the focus. */
export function ConfirmDialog(props: {
  title: string;
  text: string;
  keep: string;
  go: string;
  onKeep: () => void;
  onGo: () => void;
}) {
  const { title, text, keep, go, onKeep, onGo } = props;
  return (
    <Dialog opened onClose={onKeep} title={title} size={420}>
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onKeep} data-autofocus>
          {keep}
        </Button>
        <Button color="red" onClick={onGo}>
          {go}
        </Button>
      </Group>
    </Dialog>
  );
}
