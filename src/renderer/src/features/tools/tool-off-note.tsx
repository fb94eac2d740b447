import { Button } from '@mantine/core';

import { isToolOff, withToolOn } from '../../../../shared/domain/tool-off.ts';
import { useClient, useServer } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { toEdit, toForm } from '../../parts/server-form/form-model.ts';
import { useReporter } from '../../ui/use-reporter.ts';
import { toolsTexts } from './texts.ts';

/** Says of a tool that its server's configuration keeps it from apps, with the way to offer it again. */
export function ToolOffNote({ name, tool }: { name: string; tool: string }) {
  const t = useTexts(toolsTexts);
  const client = useClient();
  const report = useReporter();
  const server = useServer(name)?.server;
  const rules = server?.toolRules;
  if (server === undefined || rules === undefined || !isToolOff(rules, tool)) return null;
  const offer = () => {
    const { toolRules: _before, ...draft } = toEdit(toForm(server));
    const toolRules = withToolOn(rules, tool);
    const changed = toolRules === undefined ? draft : { ...draft, toolRules };
    report(client.servers.update({ name, draft: changed }));
  };
  return (
    <p className="pb-tool-off">
      <span>{t('off')}</span>
      <Button size="compact-sm" variant="default" onClick={offer}>
        {t('off.offer')}
      </Button>
    </p>
  );
}
