import { visibleParts } from './visible-text.ts';

/** Text shown exactly: characters that would hide appear as marked escapes. */
export function ExactText({ text }: { text: string }) {
  return (
    <bdi>
      {visibleParts(text).map((part, index) =>
        part.isEscape ? (
          <mark key={index} className="pb-escape">
            {part.text}
          </mark>
        ) : (
          <span key={index}>{part.text}</span>
        ),
      )}
    </bdi>
  );
}
