import { Radio, Stack } from '@mantine/core';

import type { ConnectBy, ConnectedApp } from '../../../../shared/domain/connected-app.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { connectedAppsTexts } from './texts.ts';

/** How an app is connected, where it offers more than one way; the suggested one comes first. */
export function WayChoice(props: {
  app: ConnectedApp;
  by: ConnectBy | undefined;
  onChange: (by: ConnectBy) => void;
}) {
  const { app, by, onChange } = props;
  const t = useTexts(connectedAppsTexts);
  const { ways, title } = app;
  if (ways.length < 2) return null;
  return (
    <Radio.Group
      label={t('way')}
      value={by ?? ways[0] ?? null}
      onChange={(value) => {
        const way = ways.find((one) => one === value);
        if (way !== undefined) onChange(way);
      }}
      mb="md"
    >
      <Stack gap="xs" mt="xs">
        {ways.map((way) => (
          <Radio
            key={way}
            value={way}
            label={t(`way.${way}`)}
            description={t(`way.${way}.hint`, { title })}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
