/** One line of docs/FIGURES.md. */
export interface Outcome {
  readonly figure: string;
  readonly ours: string;
  readonly goal: string;
  readonly isMet: boolean;
  /** What others do, measured in the same run where it says so; empty when not known. */
  readonly others: string;
  /** The file that measures it. */
  readonly script: string;
}

/** What is said behind a count of those that are right: which are not; nothing when all are. */
export function notAmong(wrong: readonly string[], separator = ', '): string {
  return wrong.length === 0 ? '' : ` (not: ${wrong.join(separator)})`;
}

/** The page that shows all outcomes, measured on one day (`YYYY-MM-DD`). */
export function figuresPage(outcomes: readonly Outcome[], machine: string, on: string): string {
  return `# Figures of sign-in, vault and profiles

Written by \`npm run figures\`. What is said about others was measured in the same run where it says so; "reported" was measured or read earlier, in the versions named.

Machine: ${machine}.

| Figure | Patchbay | Goal | Met | Others | Script | Measured |
| --- | --- | --- | --- | --- | --- | --- |
${outcomes.map((outcome) => rowOf(outcome, on)).join('\n')}
`;
}

/** The page with some figures measured again, in their places; what is new comes last. */
export function withOutcomes(page: string, outcomes: readonly Outcome[], on: string): string {
  const lines = page.trimEnd().split('\n');
  for (const outcome of outcomes) {
    const row = rowOf(outcome, on);
    const at = lines.findIndex((line) => nameIn(line) === nameIn(row));
    lines.splice(at === -1 ? lines.length : at, at === -1 ? 0 : 1, row);
  }
  return `${lines.join('\n')}\n`;
}

function rowOf({ figure, ours, goal, isMet, others, script }: Outcome, on: string): string {
  const met = isMet ? 'yes' : '**no**';
  return `| ${figure} | ${ours} | ${goal} | ${met} | ${others} | \`${script}\` | ${on} |`;
}

/** What a row is about; how often something was tried is no part of it. */
function nameIn(row: string): string | undefined {
  return /^\| (.*?)\s+\|/.exec(row)?.[1]?.replaceAll(/\d+/g, '');
}
