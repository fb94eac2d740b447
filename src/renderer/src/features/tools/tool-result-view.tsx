import { useMemo } from 'react';

import type { JsonObject } from '../../../../shared/domain/catalog.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { partsOfBlocks } from '../../parts/runs/content-parts.ts';
import { ContentView } from '../../parts/runs/content-view.tsx';
import { viewsOf } from '../../parts/runs/content-views.ts';
import type { Done } from '../../parts/runs/run-memory.ts';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { CompareButton } from './compare-runs.tsx';
import { RepeatButton } from './run-bar.tsx';
import { toolsTexts } from './texts.ts';
import type { ToolAnswer } from './tool-memory.ts';

/** What a tool answered; one that reports an error is marked as such. */
export function ToolResultView(props: {
  /** The name of its server. */
  server: string;
  answer: ToolAnswer;
  /** The answers before it, newest first. */
  past: readonly Done<ToolAnswer>[];
  onRepeat: (args: JsonObject) => void;
}) {
  const { server, answer, past, onRepeat } = props;
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
        server={server}
        omitted={result.omitted}
        actions={
          <>
            {past.length > 0 && <CompareButton answer={answer} past={past} />}
            <RepeatButton onRepeat={() => onRepeat(args)} />
          </>
        }
      />
    </section>
  );
}
