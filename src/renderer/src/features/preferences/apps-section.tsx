import { Button, NumberInput } from '@mantine/core';

import type { GatewaySettings } from '../../../../shared/domain/gateway-settings.ts';
import type { GatewayStatus } from '../../../../shared/domain/gateway-status.ts';
import type { Settings } from '../../../../shared/domain/settings.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { AppTokens } from './app-tokens.tsx';
import { appsSectionTexts } from './apps-section-texts.ts';
import { Choice } from './choice.tsx';
import { useDraft } from '../../ui/use-draft.ts';
import { Section } from './section.tsx';
import { TerminalRights } from './terminal-rights.tsx';
import { ToolSearch } from './tool-search.tsx';
import { useGateway } from './use-gateway.ts';
import { useUpdate } from './use-update.ts';

/** Whether AI apps may use the servers here, by which ways, and who has a token. */
export function AppsSection({ settings }: { settings: Settings }) {
  const { gateway } = settings;
  const t = useTexts(appsSectionTexts);
  const update = useUpdate();
  const [status, readAgain] = useGateway();
  const change = (changed: Partial<GatewaySettings>) =>
    update({ gateway: { ...gateway, ...changed } });
  const ways = ['socket', 'http'] as const;
  return (
    <Section title={t('title')}>
      <Choice
        label={t('isOn')}
        hint={t('isOn.hint')}
        isOn={gateway.isOn}
        onChange={(isOn) => change({ isOn })}
      />
      {status?.isElsewhere === true && <p role="status">{t('elsewhere')}</p>}
      {ways.map((way) => (
        <Choice
          key={way}
          label={t(way)}
          hint={t(`${way}.hint`)}
          isOn={gateway[way]}
          isDisabled={!gateway.isOn}
          onChange={(isOn) => change({ [way]: isOn })}
        />
      ))}
      {status !== null && <Failures status={status} />}
      {gateway.isOn && gateway.http && (
        <>
          {status?.http.kind === 'open' && (
            <Address
              port={status.http.port}
              wanted={gateway.port}
              keep={(port) => change({ port })}
            />
          )}
          <Port saved={gateway.port} save={(port) => change({ port })} />
          {status !== null && <AppTokens tokens={status.tokens} onChanged={readAgain} />}
        </>
      )}
      {gateway.isOn && gateway.socket && <TerminalRights />}
      {gateway.isOn && <Patience minutes={settings.approvalMinutes} />}
      {gateway.isOn && <ToolSearch settings={settings} />}
    </Section>
  );
}

/** How long a call waits for a yes. */
function Patience({ minutes }: { minutes: number }) {
  const t = useTexts(appsSectionTexts);
  const update = useUpdate();
  return (
    <NumberInput
      label={t('patience')}
      description={t('patience.hint')}
      value={minutes}
      min={1}
      max={60}
      allowDecimal={false}
      onChange={(value) => {
        if (typeof value === 'number' && value >= 1 && value <= 60) {
          update({ approvalMinutes: value });
        }
      }}
    />
  );
}

function Failures({ status }: { status: GatewayStatus }) {
  const t = useTexts(appsSectionTexts);
  return (['socket', 'http'] as const).map((way) => {
    const door = status[way];
    if (door.kind === 'open' || door.detail === undefined) return null;
    return (
      <p key={way} role="alert">
        {t(`failed.${way}`, { detail: door.detail })}
      </p>
    );
  });
}

function Address(props: { port: number; wanted: number; keep: (port: number) => void }) {
  const { port, wanted, keep } = props;
  const t = useTexts(appsSectionTexts);
  const address = `http://127.0.0.1:${String(port)}/mcp`;
  return (
    <>
      <div className="pb-setting-line">
        <span>
          <span>{t('address')}</span> <code>{address}</code>
        </span>
        <CopyButton text={() => address} label={t('copyAddress')} />
      </div>
      {port !== wanted && (
        <div className="pb-setting-line" role="status">
          <span>{t('moved', { wanted, port })}</span>
          <Button variant="default" onClick={() => keep(port)}>
            {t('moved.keep', { port })}
          </Button>
        </div>
      )}
    </>
  );
}

/** Saved when it is left, or with Enter, if it is a port a program of a person may have. */
function Port({ saved, save }: { saved: number; save: (port: number) => void }) {
  const t = useTexts(appsSectionTexts);
  const [typed, setTyped] = useDraft<string | number>('gateway port', saved);
  const isRight = typeof typed === 'number' && typed >= 1_024 && typed <= 65_535;
  const saveIt = () => {
    if (isRight && typed !== saved) save(typed);
  };
  return (
    <div className="pb-setting-line">
      <span>
        <span id="gateway-port">{t('port')}</span>
        <span className="pb-hint">{t('port.hint')}</span>
      </span>
      <NumberInput
        aria-labelledby="gateway-port"
        w={110}
        hideControls
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator={false}
        value={typed}
        error={isRight ? undefined : t('port.wrong')}
        onChange={setTyped}
        onBlur={saveIt}
        onKeyDown={({ key }) => {
          if (key === 'Enter') saveIt();
        }}
      />
    </div>
  );
}
