import { IconShieldExclamation, IconWorld, IconFlask } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import type { LaunchPreview } from '../../../shared/domain/server.ts';
import { useTexts, type SayText } from '../i18n/use-texts.ts';
import { consentTexts } from './consent-texts.ts';
import { ExactText } from './exact-text.tsx';

/** Shows exactly what a click will start or contact. `children` are the buttons below it. */
export function ConsentPanel({
  preview,
  children,
}: {
  preview: LaunchPreview;
  children?: ReactNode;
}) {
  const t = useTexts(consentTexts);
  switch (preview.kind) {
    case 'program':
      return (
        <Panel tone="yellow" icon={<IconShieldExclamation size={18} />} title={t('program.title')}>
          <p>{t('program.text')}</p>
          <Argv argv={preview.argv} />
          <Facts cwd={preview.cwd} envNames={preview.envNames} t={t} />
          <Warnings warnings={preview.warnings} t={t} />
          {children}
        </Panel>
      );
    case 'address':
      return (
        <Panel tone="blue" icon={<IconWorld size={18} />} title={t('address.title')}>
          <code className="pb-argv">
            <span className="pb-arg">
              <ExactText text={preview.url} />
            </span>
          </code>
          {children}
        </Panel>
      );
    case 'built-in':
      return (
        <Panel tone="blue" icon={<IconFlask size={18} />} title={t('builtIn.title')}>
          {children}
        </Panel>
      );
  }
}

function Panel(props: { tone: string; icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <section className="pb-panel" data-tone={props.tone} aria-label={props.title}>
      <span className="pb-panel-icon">{props.icon}</span>
      <div className="pb-panel-body">
        <h3>{props.title}</h3>
        {props.children}
      </div>
    </section>
  );
}

function Argv({ argv }: { argv: readonly string[] }) {
  return (
    <code className="pb-argv" data-testid="exact-command">
      {argv.map((part, index) => (
        <span key={index} className="pb-arg" data-empty={part === '' ? '' : undefined}>
          <ExactText text={part} />
        </span>
      ))}
    </code>
  );
}

type Say = SayText<typeof consentTexts.words.en>;

function Facts(props: { cwd: string | undefined; envNames: readonly string[]; t: Say }) {
  const { cwd, envNames, t } = props;
  if (cwd === undefined && envNames.length === 0) return null;
  return (
    <dl className="pb-inline-facts">
      {cwd !== undefined && (
        <>
          <dt>{t('cwd')}</dt>
          <dd>
            <ExactText text={cwd} />
          </dd>
        </>
      )}
      {envNames.length > 0 && (
        <>
          <dt>{t('env')}</dt>
          <dd>
            {envNames.map((name) => (
              <span key={name} className="pb-arg">
                <ExactText text={name} />
              </span>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}

function Warnings({ warnings, t }: { warnings: readonly string[]; t: Say }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="pb-warnings">
      {warnings.map((warning) => (
        <li key={warning}>
          <ExactText text={warningText(warning, t)} />
        </li>
      ))}
    </ul>
  );
}

function warningText(warning: string, t: Say): string {
  const at = warning.indexOf(':');
  const code = at === -1 ? warning : warning.slice(0, at);
  const about = at === -1 ? '' : warning.slice(at + 1);
  switch (code) {
    case 'unpinned-package':
      return t('warning.unpinned', { about, bare: about.replace(/(?<=.)@[^@/]*$/, '') });
    case 'suspicious-environment':
      return t('warning.environment', { about });
    case 'control-characters':
    case 'invisible-characters':
      return t('warning.invisible', { part: Number(about) + 1 });
    case 'runs-shell':
      return t('warning.shell', { about });
    default:
      return warning;
  }
}
