import { useMemo } from 'react';

import type { JsonObject } from '../../../../shared/domain/catalog.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { partsOfBlocks } from '../../parts/runs/content-parts.ts';
import { ContentView } from '../../parts/runs/content-view.tsx';
import { viewsOf } from '../../parts/runs/content-views.ts';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { RepeatButton } from './run-bar.tsx';
import { toolsTexts } from './texts.ts';
import type { ToolAnswer } from './tool-memory.ts';

/** What a tool answered; one that reports an error is marked as such. */
export function ToolResultView(props: {
  answer: ToolAnswer;
  onRepeat: (args: JsonObject) => void;
}) {
  const { answer, onRepeat } = props;
  const { args, result } = answer;
  const t = useTexts(toolsTexts);
  const views = useMemo(() => {
    const { content, structuredContent } = result;
    return viewsOf(partsOfBlocks(content), structuredContent, content);
  }, [result]);
  return (
    <section className="pb-tool-result" data-error={result.isError ? '' : undefined}>
      {result.isError && (
        <p className="pb-tool-error" role="alert">
          <StateGlyph shape={glyphFor('failed')} size={14} />
          {t('isError')}
        </p>
      )}
      <ContentView
        views={views}
        omitted={result.omitted}
        actions={<RepeatButton onRepeat={() => onRepeat(args)} />}
      />
    </section>
  );
}
