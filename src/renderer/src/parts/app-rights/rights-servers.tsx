import { Button, Checkbox, Stack } from '@mantine/core';
import { useState } from 'react';

import type { AppRights } from '../../../../shared/domain/app-rights.ts';
import { useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { withServers } from './stated.ts';
import { rightsTexts } from './rights-texts.ts';
import { StatedTools } from './stated-tools.tsx';

/** The servers an app sees, and the tools of each; those that are not here now stay chosen. */
export function RightsServers(props: {
  chosen: readonly string[];
  tools: AppRights['tools'];
  onChange: (changed: Pick<AppRights, 'servers' | 'tools'>) => void;
}) {
  const { chosen, tools, onChange } = props;
  const t = useTexts(rightsTexts);
  const servers = useMirror(({ snapshot }) => snapshot?.servers) ?? [];
  const [open, setOpen] = useState<string>();
  const choose = (name: string, isChosen: boolean) =>
    onChange(
      withServers(tools, isChosen ? [...chosen, name] : chosen.filter((one) => one !== name)),
    );
  const countOf = (server: string) => tools.find((one) => one.server === server)?.tools.length;
  return (
    <>
      <Stack
        gap="xs"
        ml={30}
        className="pb-rights-servers"
        data-open={open !== undefined}
        role="group"
        aria-label={t('some')}
      >
        {servers.map(({ name, title }) => {
          const count = countOf(name);
          return (
            <div key={name} data-server={name}>
              <div className="pb-rights-line">
                <Checkbox
                  label={title}
                  checked={chosen.includes(name)}
                  onChange={({ currentTarget }) => choose(name, currentTarget.checked)}
                />
                {chosen.includes(name) && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-expanded={open === name}
                    aria-label={t('tools.of', { title })}
                    onClick={() => setOpen(open === name ? undefined : name)}
                  >
                    {count === undefined ? t('tools.all') : t('tools.some', { count })}
                  </Button>
                )}
              </div>
              {open === name && chosen.includes(name) && (
                <StatedTools
                  server={name}
                  title={title}
                  tools={tools}
                  onChange={(next) => onChange({ servers: [...chosen], tools: next })}
                />
              )}
            </div>
          );
        })}
      </Stack>
      {chosen.length === 0 && <p role="status">{t('none')}</p>}
    </>
  );
}
