import type { Settings } from '../../../../shared/domain/settings.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useAnswer } from '../../ui/use-answer.ts';
import { Choice } from './choice.tsx';
import { preferencesTexts } from './texts.ts';
import { useUpdate } from './use-update.ts';

/** For each AI app that has called a tool: whether it searches for tools or gets all of them. */
export function ToolSearch({ settings }: { settings: Settings }) {
  const t = useTexts(preferencesTexts);
  const update = useUpdate();
  const seen = useSeenApps();
  const searching = settings.toolSearchApps;
  const apps = [...new Set([...searching, ...seen])].sort((a, b) => a.localeCompare(b));
  return (
    <section aria-labelledby="tool-search">
      <h3 id="tool-search">{t('apps')}</h3>
      <p className="pb-hint">{t('apps.hint')}</p>
      {apps.length === 0 && <p className="pb-hint">{t('apps.none')}</p>}
      {apps.map((app) => (
        <Choice
          key={app}
          label={<ExactText text={app} />}
          isOn={searching.includes(app)}
          onChange={(isOn) =>
            update({
              toolSearchApps: isOn
                ? [...searching, app]
                : searching.filter((other) => other !== app),
            })
          }
        />
      ))}
    </section>
  );
}

/** Names of apps among the latest calls. */
function useSeenApps(): readonly string[] {
  const client = useClient();
  const apps = useAnswer('apps', async (signal) => {
    const calls = await client.calls.page({ limit: 2_000 }, { signal });
    const named = calls.flatMap(({ door, app }) => (door === 'app' && app !== '' ? app : []));
    return [...new Set(named)].slice(0, 30);
  });
  return apps ?? [];
}
