import '../../ui/dialog-part.css';
import './doctor.css';

import type { DoctorReport, ExaminedProgram, Remedy } from '../../../../shared/domain/doctor.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ExactText } from '../../ui/exact-text.tsx';
import { glyphFor } from '../../ui/glyphs.ts';
import { StateGlyph } from '../../ui/icon.tsx';
import { findingWords } from './finding-words.ts';
import { doctorTexts } from './texts.ts';

/** What was found, what to do, and what was looked at. */
export function DoctorFindings({ report }: { report: DoctorReport }) {
  const t = useTexts(doctorTexts);
  const { title, text } = findingWords(report, t);
  const shape = glyphFor(report.finding.kind === 'nothing-missing' ? 'ready' : 'failed');
  return (
    <>
      <section className="pb-panel" data-tone={shape.tone}>
        <span className="pb-panel-icon">
          <StateGlyph shape={shape} size={18} />
        </span>
        <div className="pb-panel-body">
          <h3>
            <ExactText text={title} isProse />
          </h3>
          <p>
            <ExactText text={text} isProse />
          </p>
        </div>
      </section>
      <Remedies remedies={report.remedies} />
      {report.programs.length > 0 && <Programs programs={report.programs} />}
      {report.path.folders.length > 0 && <Folders path={report.path} />}
    </>
  );
}

function Remedies({ remedies }: { remedies: readonly Remedy[] }) {
  const t = useTexts(doctorTexts);
  if (remedies.length === 0) return null;
  return (
    <section className="pb-dialog-part">
      <h3>{t('do')}</h3>
      {remedies.map((remedy) => {
        const text = remedy.kind === 'run' ? remedy.line : remedy.url;
        return (
          <div key={text} className="pb-remedy">
            <span>{t(`do.${remedy.kind}`)}</span>
            <code>
              <ExactText text={text} />
            </code>
            <CopyButton text={() => text} />
          </div>
        );
      })}
    </section>
  );
}

function Programs({ programs }: { programs: readonly ExaminedProgram[] }) {
  const t = useTexts(doctorTexts);
  return (
    <section className="pb-dialog-part">
      <h3>{t('programs')}</h3>
      <ul className="pb-programs">
        {programs.map((program) => (
          <li key={`${program.name} ${String(program.isOwn)}`} data-status={program.status}>
            <StateGlyph shape={glyphFor(glyphOf(program))} size={14} />
            <strong>
              <ExactText text={program.name} />
            </strong>
            <span>
              {t(`program.${program.status}`)}
              {program.version !== null && (
                <>
                  {' · '}
                  <ExactText text={program.version} />
                </>
              )}
              {program.isOwn && ` · ${t('program.own')}`}
            </span>
            {program.file !== null && (
              <code>
                <ExactText text={program.file} />
              </code>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Only the server's own command is a failure; of the others it needs one at most. */
function glyphOf({ status, isOwn }: ExaminedProgram) {
  if (status === 'found') return 'ready';
  return isOwn ? 'failed' : 'idle';
}

function Folders({ path }: { path: DoctorReport['path'] }) {
  const t = useTexts(doctorTexts);
  return (
    <details className="pb-dialog-part">
      <summary>{t('folders', { count: path.folders.length })}</summary>
      <p>{t(`path.${path.source}`)}</p>
      <ul className="pb-folders">
        {path.folders.map(({ folder, exists }) => (
          <li key={folder} data-exists={exists}>
            <code>
              <ExactText text={folder} />
            </code>
            {!exists && <span>{t('folder.gone')}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
