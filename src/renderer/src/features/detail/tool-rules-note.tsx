import { Button } from '@mantine/core';

import type { ServerView } from '../../../../shared/domain/server.ts';
import { useClient } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { toEdit, toForm } from '../../parts/server-form/form-model.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { useReporter } from '../../ui/use-reporter.ts';
import { toolRulesTexts } from './tool-rules-texts.ts';

/** Which tools a server's configuration keeps from apps, and what it proposes. */
export function ToolRulesNote({ server }: { server: ServerView }) {
  const t = useTexts(toolRulesTexts);
  const client = useClient();
  const report = useReporter();
  const { toolRules: rules } = server;
  if (rules === undefined) return null;
  const lines = (
    [
      ['off', rules.disabled],
      ['only', rules.allowed],
      ['proposed', rules.alwaysAllow],
    ] as const
  ).flatMap(([kind, tools]) => (tools === undefined ? [] : [{ kind, tools }]));
  const offerAll = () => {
    const { toolRules: _rules, ...draft } = toEdit(toForm(server));
    report(client.servers.update({ name: server.name, draft }));
  };
  const hasOff = rules.disabled !== undefined || rules.allowed !== undefined;
  return (
    <section className="pb-tool-rules" aria-label={t('label')}>
      {lines.map(({ kind, tools }) => (
        <p key={kind}>
          {t(kind, { count: tools.length })} <ExactText text={tools.join(', ')} />
        </p>
      ))}
      {hasOff && (
        <Button size="compact-sm" variant="default" onClick={offerAll}>
          {t('offerAll')}
        </Button>
      )}
    </section>
  );
}
