import type { DoctorReport, Runtime } from '../../../../shared/domain/doctor.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import type { doctorTexts } from './texts.ts';

type Say = SayText<typeof doctorTexts.words.en>;

/** Names that are the same in every language. */
const runtimeNames: Readonly<Record<Runtime, string>> = {
  node: 'Node.js',
  uv: 'uv',
  docker: 'Docker',
  podman: 'Podman',
  python: 'Python',
  bun: 'Bun',
  deno: 'Deno',
  java: 'Java',
  dotnet: '.NET',
  go: 'Go',
  ruby: 'Ruby',
  php: 'PHP',
  rust: 'Rust',
};

/** What the doctor found, and what to do about it, in words. */
export function findingWords(
  { finding, command }: DoctorReport,
  t: Say,
): { readonly title: string; readonly text: string } {
  const { kind, ...rest } = finding;
  const params = new Map([['command', command]]);
  for (const [name, value] of Object.entries(rest)) {
    params.set(name, name === 'runtime' ? runtimeNames[value as Runtime] : String(value));
  }
  const told = Object.fromEntries(params);
  return { title: t(`${kind}.title`, told), text: t(`${kind}.text`, told) };
}

/** The whole report as text to copy. */
export function reportText(report: DoctorReport, title: string, t: Say): string {
  const { title: found, text } = findingWords(report, t);
  const remedies = report.remedies.map((remedy) =>
    remedy.kind === 'run' ? `${t('do.run')} ${remedy.line}` : `${t('do.visit')} ${remedy.url}`,
  );
  const programs = report.programs.map(({ name, status, file, version }) =>
    [`${name}: ${t(`program.${status}`)}`, file, version].filter(Boolean).join(', '),
  );
  const folders = report.path.folders.map(
    ({ folder, exists }) => `${folder} (${t(exists ? 'folder.there' : 'folder.gone')})`,
  );
  return [
    t('title', { title }),
    report.platform,
    '',
    found,
    text,
    ...remedies,
    '',
    t('programs'),
    ...programs,
    '',
    t('folders', { count: folders.length }),
    t(`path.${report.path.source}`),
    ...folders,
  ].join('\n');
}
