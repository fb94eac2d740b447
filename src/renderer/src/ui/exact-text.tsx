import { visibleParts } from './visible-text.ts';

/**
 * Text shown exactly: characters that would hide appear as marked escapes. In prose, line breaks
 * and blanks stay what they are.
 */
export function ExactText({ text, isProse = false }: { text: string; isProse?: boolean }) {
  return (
    <bdi>
      {visibleParts(text, isProse).map((part, index) =>
        part.isEscape ? (
          <mark key={index} className="pb-escape">
            {part.text}
          </mark>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}
