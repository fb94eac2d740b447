import { Textarea } from '@mantine/core';

import { useTexts } from '../../i18n/use-texts.ts';
import { readJsonArguments } from './json-arguments.ts';
import { notJson } from './json-words.ts';
import { RemarkList } from './run-refused.tsx';
import { toolsTexts } from './texts.ts';
import type { ToolDraft } from './tool-memory.ts';

/** Arguments as JSON text, with what is wrong with it. */
export function JsonEditor(props: {
  draft: ToolDraft;
  onChange: (change: Partial<ToolDraft>) => void;
}) {
  const { draft, onChange } = props;
  const t = useTexts(toolsTexts);
  const read = readJsonArguments(draft.json);
  const error = read.ok
    ? undefined
    : read.error.kind === 'not-object'
      ? t('json.notObject')
      : notJson(read.error.place, t);
  return (
    <>
      <Textarea
        label={t('json.label')}
        classNames={{ input: 'pb-code-input pb-code-tall' }}
        spellCheck={false}
        value={draft.json}
        error={error}
        onChange={({ target }) => onChange({ json: target.value })}
      />
      {draft.remarks.length > 0 && <RemarkList remarks={draft.remarks} />}
    </>
  );
}
