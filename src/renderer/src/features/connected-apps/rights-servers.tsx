import { Checkbox, Stack } from '@mantine/core';

import { useMirror } from '../../host/window-context.tsx';
import { useTexts } from '../../i18n/use-texts.ts';
import { rightsTexts } from './rights-texts.ts';

/** The servers an app sees; those that are not here now stay chosen. */
export function RightsServers(props: {
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}) {
  const { chosen, onChange } = props;
  const t = useTexts(rightsTexts);
  const servers = useMirror(({ snapshot }) => snapshot?.servers) ?? [];
  const here = new Set(servers.map(({ name }) => name));
  const elsewhere = chosen.filter((name) => !here.has(name));
  return (
    <>
      <Checkbox.Group
        aria-label={t('some')}
        value={[...chosen]}
        onChange={(names) => onChange([...new Set([...elsewhere, ...names])])}
      >
        <Stack gap="xs" ml={30} mah={220} style={{ overflow: 'auto' }}>
          {servers.map(({ name, title }) => (
            <Checkbox key={name} value={name} label={title} />
          ))}
        </Stack>
      </Checkbox.Group>
      {chosen.length === 0 && <p role="status">{t('none')}</p>}
    </>
  );
}
