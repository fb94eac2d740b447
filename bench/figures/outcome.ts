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

/** The page that shows all outcomes. */
export function figuresPage(outcomes: readonly Outcome[], machine: string): string {
  const rows = outcomes.map(
    ({ figure, ours, goal, isMet, others, script }) =>
      `| ${figure} | ${ours} | ${goal} | ${isMet ? 'yes' : '**no**'} | ${others} | \`${script}\` |`,
  );
  return `# Figures of sign-in, vault and profiles

Written by \`npm run figures\`. What is said about others was measured in the same run where it says so; "reported" was measured or read earlier, in the versions named.

Machine: ${machine}.

| Figure | Patchbay | Goal | Met | Others | Script |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
