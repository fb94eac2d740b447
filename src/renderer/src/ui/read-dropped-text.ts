const maxBytes = 1_048_576;

/** The text of what was dropped: of its first file, or the text itself; null when there is none. */
export async function readDroppedText(
  data: DataTransfer,
): Promise<{ readonly text: string } | 'too-large' | null> {
  const [file] = data.files;
  if (file === undefined) {
    const text = data.getData('text/plain');
    return text === '' ? null : { text };
  }
  if (file.size > maxBytes) return 'too-large';
  return { text: await file.text() };
}
