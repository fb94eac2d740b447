import type { Figure } from './figure.ts';
import type { Measured } from './results.ts';

/** The document with the figures of all measurements, and when each was made. */
export function tableOf(results: readonly Measured[]): string {
  const machines = [...new Set(results.map(({ machine }) => machine))];
  return `# Benchmarks

Written by \`npm run bench\`, which makes all measurements or, with \`-- NAME\`, one of them. Every reference was measured in the same run on the same machine: the bare MCP SDK, an empty Electron, or a gateway of somebody else. Where the goal is an absolute limit, the limit is the reference. Ratios carry over to other machines, absolute times do not.

Machine: ${machines.join('; ')}.

${results.map(sectionOf).join('\n')}`;
}

function sectionOf({ measurement, on, load, figures, leftOut = [] }: Measured): string {
  const left = leftOut
    .map(({ name, reason }) => `- ${name} was not measured: ${reason}\n`)
    .join('');
  return `## ${measurement}

Measured on ${on}${load === undefined ? '' : `, while ${String(load)} programs on average wanted the machine`}.
${left === '' ? '' : `\n${left}`}
| What | Patchbay | Reference | Ratio | Goal | Met |
| --- | ---: | ---: | ---: | --- | --- |
${figures.map(rowOf).join('\n')}
`;
}

const rowOf = ({ name, unit, ours, reference, ratio, goal, met }: Figure): string =>
  `| ${name} | ${String(ours)} ${unit} | ${String(reference)} ${unit} | ${String(ratio)} | ${goal} | ${met ? 'yes' : '**no**'} |`;
