import type { Figure } from '../figure.ts';
import type { ProofSources } from './proof-sources.ts';

/** One line of the table in the README. */
export interface ProofRow {
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  readonly goal: string;
  readonly isMet: boolean;
  readonly command: string;
}

/** What the README claims, each line from what was measured; throws where that is not there any more. */
export function proofRows(sources: ProofSources): readonly ProofRow[] {
  return [
    ...conformance(sources),
    ...calls(sources),
    ...againstPeers(sources),
    ...window(sources),
    ...faults(sources),
    ...figures(sources),
  ];
}

function conformance({ conformance: text }: ProofSources): readonly ProofRow[] {
  return [
    ['as a client', 'as a client of servers'],
    ['as a server: the gateway', 'as the server that AI apps meet'],
  ].map(([line = '', role = '']) => {
    const cells = text.split('\n').find((one) => one.startsWith(`| ${line}`));
    const scores = [...(cells ?? '').matchAll(/(\d+) of (\d+)/g)];
    if (scores.length !== 2) throw new Error(`no score ${role}`);
    return {
      what: `official conformance suite, ${role} (2026-07-28 and 2025-11-25)`,
      ours: scores.map(([score]) => score).join(' and '),
      theirs: '',
      goal: 'all',
      isMet: scores.every(([, passed, all]) => passed === all),
      command: 'npm run conformance',
    };
  });
}

function calls(sources: ProofSources): readonly ProofRow[] {
  const bridge = "an app's call through the bridge (C)";
  const many = figureOf(sources, `${bridge}, 16 at once, for 1,000 calls`);
  const perSecond = Math.round(1_000_000 / many.ours);
  return [
    compared(sources, `${bridge}, median`, 'the same call without Patchbay'),
    {
      what: `${bridge}, 16 at once`,
      ours: `${String(perSecond)} calls/s`,
      theirs: `${String(Math.round(1_000_000 / many.reference))} calls/s without Patchbay`,
      goal: 'over 5000 calls/s',
      isMet: perSecond > 5_000,
      command: 'npm run bench -- app-calls',
    },
    compared(sources, "an app's call over HTTP (legacy), median", 'bare SDK server'),
    compared(sources, "an app's call over HTTP (modern), median", 'bare SDK server'),
    limited(sources, 'tools/list of 100 servers with 20 tools each, median', 'app-catalog'),
    limited(
      sources,
      'tools/list of 100 servers with 20 tools each, the first after a start',
      'app-catalog',
    ),
    limited(sources, 'memory of the bridge in C (PSS)', 'app-calls'),
    limited(sources, 'find_tools among 10000 tools, median', 'app-catalog'),
  ];
}

const ofPeers = [
  ["an app's call over HTTP (legacy)", ', median', 'ms'],
  ["an app's call over HTTP (legacy)", ', 16 at once, for 1,000 calls', 'ms'],
  ['tools/list of 2000 tools over HTTP', ', median', 'ms'],
  ['memory (PSS) of the processes that have listed them', '', 'MiB'],
] as const;

/** Each peer was measured by turns with Patchbay, so it is told how many times theirs ours is. */
function againstPeers({ bench }: ProofSources): readonly ProofRow[] {
  return ofPeers.map(([start, end, unit]) => {
    const pairs = bench.flatMap((figure) => {
      const { name } = figure;
      const isMeant = name.startsWith(`${start} against `) && name.endsWith(end);
      const peer = name.slice(`${start} against `.length, name.length - end.length);
      return isMeant && !peer.includes(',') ? [{ peer, figure }] : [];
    });
    if (pairs.length === 0) throw new Error(`no peer was measured: ${start}`);
    const times = pairs.map(({ peer, figure: { ratio } }) => `${short(ratio)} × ${peer}`);
    const theirs = pairs.map(({ peer, figure: { reference } }) => `${peer} ${short(reference)}`);
    return {
      what: `against other gateways: ${start}${end}`,
      ours: times.join(', '),
      theirs: `${theirs.join(', ')} ${unit}`,
      goal: 'below each of them',
      isMet: pairs.every(({ figure: { ratio } }) => ratio < 1),
      command: 'npm run bench -- peers',
    };
  });
}

function window(sources: ProofSources): readonly ProofRow[] {
  const shown = figureOf(sources, '20 servers accept input');
  const key = figureOf(sources, 'a key that filters 1000 servers, median');
  return [
    {
      what: 'the list of servers can be used after a start',
      ours: `${short(shown.ours)} ms`,
      theirs: `${short(shown.reference)} ms: an empty Electron`,
      goal: 'at most 1.2 ×',
      isMet: shown.ratio <= 1.2,
      command: 'npm run bench -- showing-the-list',
    },
    {
      what: 'a key that filters 1000 servers, frame included',
      ours: `${short(key.ours)} ms`,
      theirs: '',
      goal: 'at most 16 ms',
      isMet: key.ours <= 16,
      command: 'npm run bench -- many-servers',
    },
  ];
}

const fromFaults = [
  ['hostile requests to the HTTP door', 'doors'],
  ['odd bytes on the socket', 'doors'],
  ['50 apps of both eras', 'gateway'],
  ['questions of 20 apps at once', 'gateway'],
  ['a server is killed with 50 calls', 'gateway'],
  ['Patchbay is killed under four apps', 'gateway'],
] as const;

function faults({ faults: rows }: ProofSources): readonly ProofRow[] {
  return fromFaults.map(([start, group]) => {
    const row = rows.find(({ scenario }) => scenario.startsWith(start));
    if (row === undefined) throw new Error(`no fault was played: ${start}`);
    return {
      what: row.scenario.replace(/ \(.*\)$/, ''),
      ours: row.happened,
      theirs: '',
      goal: row.goal,
      isMet: row.isMet,
      command: `npm run faults -- ${group}`,
    };
  });
}

const fromFigures = [
  ['calls by', 'callsWithoutYes'],
  ['100 parallel calls when the token has run out', 'callsAtExpiry'],
  ['kill -9 at 200 random moments of saving tokens', 'killedWhileSaving'],
  ['planted secrets', 'plantedSecrets'],
] as const;

function figures({ figures: rows }: ProofSources): readonly ProofRow[] {
  return fromFigures.map(([start, name]) => {
    const row = rows.find(({ figure }) => figure.startsWith(start));
    if (row === undefined) throw new Error(`no figure was measured: ${start}`);
    return {
      ...{ what: row.figure.replace(/ \(.*\)$/, ''), ours: row.ours, theirs: row.others },
      ...{ goal: row.goal, isMet: row.isMet, command: `npm run figures -- ${name}` },
    };
  });
}

function figureOf({ bench }: ProofSources, name: string): Figure {
  const figure = bench.find((one) => one.name === name);
  if (figure === undefined) throw new Error(`nothing was measured: ${name}`);
  return figure;
}

function compared(sources: ProofSources, name: string, reference: string): ProofRow {
  const figure = figureOf(sources, name);
  const measurement = name.includes('HTTP') ? 'http-calls' : 'app-calls';
  return {
    what: name,
    ours: `${short(figure.ours)} ${figure.unit}`,
    theirs: `${short(figure.reference)} ${figure.unit}: ${reference}`,
    goal: figure.goal.replace('the reference', 'that'),
    isMet: figure.met,
    command: `npm run bench -- ${measurement}`,
  };
}

function limited(sources: ProofSources, name: string, measurement: string): ProofRow {
  const { ours, unit, goal, met } = figureOf(sources, name);
  const command = `npm run bench -- ${measurement}`;
  return { what: name, ours: `${short(ours)} ${unit}`, theirs: '', goal, isMet: met, command };
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
