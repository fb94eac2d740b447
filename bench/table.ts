import type { Figure } from './figure.ts';

/** The document with the table of all figures. */
export function tableOf(figures: readonly Figure[], machine: string): string {
  const rows = figures.map(
    ({ name, unit, ours, reference, ratio, goal, met }) =>
      `| ${name} | ${ours} ${unit} | ${reference} ${unit} | ${ratio} | ${goal} | ${met ? 'yes' : '**no**'} |`,
  );
  return `# Benchmarks

Written by \`npm run bench\`; every reference was measured in the same run on the same machine: the bare MCP SDK connecting and listing once, or an empty Electron. Where the goal is an absolute limit, the limit is the reference. Ratios carry over to other machines, absolute times do not.

Machine: ${machine}.

| What | Patchbay | Reference | Ratio | Goal | Met |
| --- | ---: | ---: | ---: | --- | --- |
${rows.join('\n')}
`;
}
