import type { ConfigCase, Want } from './case.ts';
import { launchFaults } from './launch-case.ts';
import { planStates, readCase } from './read-case.ts';
import type { CaseReading } from './read-case.ts';
import { mustBeGiven, serverFaults } from './server-faults.ts';

/** In what a text is read otherwise than its case wants, in words; none when it is right. */
export async function caseFaults(one: ConfigCase, text: string): Promise<readonly string[]> {
  const { want } = one;
  if (one.read.as === 'text-import' && want.plan !== undefined) return planFaults(text, want.plan);
  const reading = await readCase(one, text);
  const [first] = reading.drafts;
  const launch =
    want.launch !== undefined && first !== undefined ? await launchFaults(first, want.launch) : [];
  return [
    ...serversFaults(reading, want),
    ...launch,
    ...guardFaults(reading, want),
    ...problemFaults(reading, want),
  ];
}

function planFaults(text: string, { here, states }: NonNullable<Want['plan']>): string[] {
  const got = planStates(text, here);
  if (got.length !== states.length) return [`${String(got.length)} servers`];
  return got.flatMap(({ title, state }, at) =>
    state === states[at] ? [] : [`${title}: ${state}`],
  );
}

function serversFaults({ drafts, problems, format }: CaseReading, want: Want): string[] {
  const faults: string[] = [];
  const titles = drafts
    .slice(0, 6)
    .map(({ title }) => title)
    .join();
  if (want.format !== undefined && format !== want.format) faults.push(`format ${format}`);
  if (want.noServers === true && drafts.length > 0) faults.push(`servers ${titles}`);
  const { servers = [] } = want;
  if (want.servers !== undefined && want.atLeast !== true && drafts.length !== servers.length)
    faults.push(`${String(drafts.length)} servers (${titles}), want ${String(servers.length)}`);
  servers.forEach((server, at) => faults.push(...serverFaults(drafts[at], server, problems)));
  return faults;
}

/** What must not come out, whatever else does. */
function guardFaults({ drafts, problems }: CaseReading, want: Want): string[] {
  const all = JSON.stringify(drafts);
  const texts = (want.noText ?? []).filter((text) => all.includes(text));
  const addresses = (want.noAddresses ?? []).filter((address) =>
    drafts.some(({ transport }) => 'url' in transport && transport.url === address),
  );
  const words = (want.noCommandWith ?? []).filter((word) =>
    drafts.some(({ transport }) => transport.type === 'stdio' && transport.args.includes(word)),
  );
  const isTitled = drafts.some(({ title }) => title === want.noTitle);
  const isPlain =
    drafts.some(({ transport }) => transport.type === 'stdio') &&
    !problems.some(
      (one) => one.severity === 'error' || /transport|http|stdio/i.test(one.code + one.message),
    );
  return [
    ...texts.map((text) => `holds ${text}`),
    ...addresses.map((address) => `server at ${address}`),
    ...words.map((word) => `starts ${word}`),
    ...(isTitled ? [`title ${want.noTitle}`] : []),
    ...(want.notPlainStdio === true && isPlain
      ? ['read as a program that speaks over its output']
      : []),
  ];
}

function problemFaults({ problems, drafts }: CaseReading, want: Want): string[] {
  const codes = new Set(problems.map(({ code }) => code));
  const unsaid = (want.messageHas ?? []).filter(
    (text) => !problems.some(({ message }) => message.includes(text)),
  );
  const unwanted = [...(want.noProblems ?? []), ...(want.notProblems ?? [])];
  const asked = drafts.flatMap(({ variables }) => variables.filter(mustBeGiven));
  return [
    ...unsaid.map((text) => `does not say ${text}`),
    ...(want.problems ?? []).filter((code) => !codes.has(code)).map((code) => `no ${code}`),
    ...unwanted.filter((code) => codes.has(code)).map((code) => `says ${code}`),
    ...(want.noErrors === true && problems.some(({ severity }) => severity === 'error')
      ? [`errors ${[...codes].join()}`]
      : []),
    ...(asked.some(({ name }) => name === '') ? ['a variable without a name'] : []),
  ];
}
