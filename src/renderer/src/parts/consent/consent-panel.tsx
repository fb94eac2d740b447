import { IconShieldExclamation, IconWorld, IconFlask } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

import type { LaunchPreview } from '../../../../shared/domain/server.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import { consentTexts } from './consent-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { PassByEnvironment } from './pass-by-environment.tsx';

/**
 * Shows exactly what a click will start or contact. `children` are the buttons below it. Where it
 * puts a secret on the command line, `onPassByEnvironment` is the way out, if there is one.
 */
export function ConsentPanel({
  preview,
  about,
  onPassByEnvironment,
  children,
}: {
  preview: LaunchPreview;
  /** Whose it is, where there are several of these. */
  about?: string;
  onPassByEnvironment?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const t = useTexts(consentTexts);
  switch (preview.kind) {
    case 'program':
      return (
        <Panel
          tone="yellow"
          icon={<IconShieldExclamation size={18} />}
          title={t('program.title')}
          about={about}
        >
          <p>{t('program.text')}</p>
          <Argv argv={preview.argv} />
          <Facts preview={preview} t={t} />
          <p className="pb-hint">{t('inherited')}</p>
          <Warnings warnings={preview.warnings} t={t} />
          {onPassByEnvironment && <PassByEnvironment onClick={onPassByEnvironment} />}
          {children}
        </Panel>
      );
    case 'address':
      return (
        <Panel tone="blue" icon={<IconWorld size={18} />} title={t('address.title')} about={about}>
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
        <Panel tone="blue" icon={<IconFlask size={18} />} title={t('builtIn.title')} about={about}>
          {children}
        </Panel>
      );
  }
}

function Panel(props: {
  tone: string;
  icon: ReactNode;
  title: string;
  about: string | undefined;
  children: ReactNode;
}) {
  const label = props.about === undefined ? props.title : `${props.title}: ${props.about}`;
  return (
    <section className="pb-panel" data-tone={props.tone} aria-label={label}>
      <span className="pb-panel-icon">{props.icon}</span>
      <div className="pb-panel-body">
        <h2>{props.title}</h2>
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

type ProgramPreview = Extract<LaunchPreview, { kind: 'program' }>;
type Say = SayText<typeof consentTexts.words.en>;

function Facts({ preview, t }: { preview: ProgramPreview; t: Say }) {
  const { cwd, env, fromVault, unset, fromSystem } = preview;
  return (
    <dl className="pb-inline-facts">
      <dt>{t('cwd')}</dt>
      <dd>
        <ExactText text={cwd} />
      </dd>
      {env.length > 0 && (
        <>
          <dt>{t('env')}</dt>
          <dd className="pb-env" data-testid="exact-environment">
            {env.map(({ name, text }) => (
              <EnvLine key={name} name={name} text={text} t={t} />
            ))}
          </dd>
        </>
      )}
      <Names label={t('fromVault')} names={fromVault.map((name) => `{{${name}}}`)} />
      <Names label={t('fromSystem')} names={fromSystem.map((name) => `\${${name}}`)} />
      <Names label={t('unset')} names={unset.map((name) => `{{${name}}}`)} />
    </dl>
  );
}

function EnvLine({ name, text, t }: { name: string; text: string | null; t: Say }) {
  return (
    <div>
      <span className="pb-arg">
        <ExactText text={name} />
      </span>
      {' = '}
      {text === null ? <em>{t('env.vault')}</em> : <LongValue text={text} t={t} />}
    </div>
  );
}

const shownChars = 400;

/** A value as it is; the rest of a long one is one click away, never left out. */
function LongValue({ text, t }: { text: string; t: Say }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > shownChars;
  return (
    <>
      <span className="pb-arg" data-empty={text === '' ? '' : undefined}>
        <ExactText text={isLong && !isWhole ? text.slice(0, shownChars) : text} />
      </span>
      {isLong && (
        <button
          type="button"
          className="pb-plain pb-more"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {t(isWhole ? 'less' : 'more', { count: text.length - shownChars })}
        </button>
      )}
    </>
  );
}

function Names({ label, names }: { label: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {names.map((name) => (
          <span key={name} className="pb-arg">
            <ExactText text={name} />
          </span>
        ))}
      </dd>
    </>
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
    case 'secret-argument':
      return t('warning.secret', { about });
    case 'likely-secret':
      return t('warning.likelySecret', { part: Number(about) + 1 });
    case 'control-characters':
    case 'invisible-characters':
      return t('warning.invisible', { part: Number(about) + 1 });
    case 'runs-shell':
      return t('warning.shell', { about });
    default:
      return warning;
  }
}
