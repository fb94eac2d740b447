import type { Problem } from '../../../../shared/domain/server.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { formTexts } from './form-texts.ts';
import { problemPlace } from './problem-place.ts';
import { useProblemText } from './problem-text.ts';

/** Problems of a text or file, each with the place where it stands; nothing when there are none. */
export function ProblemList(props: { problems: readonly Problem[]; role?: 'status' | 'alert' }) {
  const { problems, role } = props;
  const say = useProblemText();
  if (problems.length === 0) return null;
  return (
    <div role={role}>
      <ul className="pb-problems">
        {problems.map((problem, index) => (
          <li key={index} data-severity={problem.severity}>
            <Place problem={problem} />
            <Field path={problem.path} />
            {say(problem)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Which field of a form, or which part of a text. */
function Field({ path }: { path: string }) {
  const t = useTexts(formTexts);
  if (path === '') return null;
  const place = problemPlace(path, t);
  return place === null ? <code>{path} </code> : <b>{place}: </b>;
}

function Place({ problem: { line, column } }: { problem: Problem }) {
  const t = useTexts(formTexts);
  if (line === undefined) return null;
  return (
    <b>{column === undefined ? t('line', { line }) : t('lineAndColumn', { line, column })}: </b>
  );
}
