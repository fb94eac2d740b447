import { Button, Kbd, Portal } from '@mantine/core';

/** Says that something waits for an answer, and leaves the focus where it is. */
export function WaitsNote(props: {
  text: string;
  hint: string;
  answer: string;
  onAnswer: () => void;
}) {
  const { text, hint, answer, onAnswer } = props;
  return (
    <Portal>
      <div className="pb-question-waits" role="status">
        <div>
          <p>{text}</p>
          <p className="pb-small">{hint}</p>
        </div>
        <Button
          size="xs"
          onMouseDown={(event) => event.preventDefault()}
          onClick={onAnswer}
          rightSection={<Kbd size="xs">F6</Kbd>}
        >
          {answer}
        </Button>
      </div>
    </Portal>
  );
}
