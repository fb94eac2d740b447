/**
 * How one scenario went.
 * @typedef {object} Outcome
 * @property {string} scenario
 * @property {string} [revision] whose protocol was spoken; absent for a scenario of no revision
 * @property {string} [reason] why it does not count; absent when it is required
 * @property {boolean} isPassed
 * @property {number} passed checks
 * @property {readonly string[]} problems what failed, was warned about, or did not happen at all
 */

/**
 * Judges one run more strictly than the suite: a warning counts as failed, and so does a scenario
 * in which not a single check succeeded because nothing happened. Pure.
 * @param {number} code the suite's exit code
 * @param {readonly any[]} checks
 * @returns {Pick<Outcome, 'isPassed' | 'passed' | 'problems'>}
 */
export function judge(code, checks) {
  const passed = checks.filter(({ status }) => status === 'SUCCESS').length;
  const problems = checks
    .filter(({ status }) => status === 'FAILURE' || status === 'WARNING')
    .map(({ id, errorMessage, description }) => `${id}: ${errorMessage ?? description}`);
  if (passed === 0 && problems.length === 0) problems.push('no check was made');
  if (code !== 0 && problems.length === 0) problems.push('the client failed or took too long');
  return { isPassed: problems.length === 0, passed, problems };
}

/**
 * How many of the required scenarios of a revision passed. Pure.
 * @param {readonly Outcome[]} outcomes
 * @param {string} revision
 */
export function score(outcomes, revision) {
  const scored = outcomes.filter(
    (outcome) => outcome.revision === revision && outcome.reason === undefined,
  );
  return { passed: scored.filter(({ isPassed }) => isPassed).length, of: scored.length };
}

/** One line about an outcome, and one for each problem. Pure. @param {Outcome} outcome */
export function outcomeLines({ scenario, revision, reason, isPassed, passed, problems }) {
  const remark = reason === undefined ? '' : `, not scored: ${reason}`;
  const head = `${isPassed ? '✓' : '✗'} ${revision ?? '-'.repeat(10)} ${scenario}`;
  return [`${head} (${passed} checks${remark})`, ...problems.map((problem) => `    ${problem}`)];
}

/**
 * The page that keeps the last complete result. Pure.
 * @param {{ client: readonly Outcome[], server: readonly Outcome[] }} outcomes by what was tested
 * @param {{ suite: string, revisions: readonly string[], reasons: Readonly<Record<string, string>> }} facts
 *   `reasons` says why a scenario is out of reach
 */
export function reportPage({ client, server }, { suite, revisions, reasons }) {
  return `# Conformance

What [the protocol's own conformance suite](https://github.com/modelcontextprotocol/conformance) (${suite}) says about Patchbay as a client of servers, and as the server AI apps meet. \`npm run conformance\` runs it and writes this page. There is no list of expected failures; a warning counts as failed, and so does a scenario in which no check was made.

${table(
  ['Required scenarios passed', ...revisions],
  [
    ['as a client', ...revisions.map((revision) => shownScore(client, revision))],
    ['as a server: the gateway', ...revisions.map((revision) => shownScore(server, revision))],
  ],
)}

## As a client

The client under test is the whole of Patchbay without its window: registry, vault, connection pool, sessions and OAuth, put together as in the app, with a person in front who clicks what they are offered (\`test/conformance\`). The person knows which tools to call and nothing about the protocol.

${requiredTable(client, revisions)}

### Not scored by the suite

Extensions, scenarios that are newer than the frozen lists, and those of older revisions.

${unscoredTable(client, reasons)}

## As a server: the gateway

The server under test is the same Patchbay with its HTTP door open, and behind it the server the suite wants to meet, which speaks both eras (\`test/fixtures/servers/conformance\`). The suite uses the address of that one server, where names are untouched, and is given a token by a proxy in front that changes nothing else. Where the server changes what it offers, which the gateway holds back from apps, a person accepts it at once. What the suite does not ask, several apps at once above all, is in \`test/integration/gateway\`.

${requiredTable(server, revisions)}

### Not scored by the suite, of the gateway

What the server behind does not have, a gateway cannot show.

${unscoredTable(server, reasons)}
`;
}

function shownScore(outcomes, revision) {
  const { passed, of } = score(outcomes, revision);
  return `**${passed} of ${of}**`;
}

function requiredTable(outcomes, revisions) {
  const required = outcomes.filter(({ reason }) => reason === undefined);
  return table(['Scenario', ...revisions], scenarioRows(required, revisions));
}

function unscoredTable(outcomes, reasons) {
  const others = outcomes.filter(({ reason }) => reason !== undefined);
  return table(
    ['Scenario', 'Revision', 'Result', 'Remark'],
    others.map(({ scenario, revision, reason, isPassed }) => [
      `\`${scenario}\``,
      revision ?? 'its own',
      isPassed ? 'passed' : 'failed',
      isPassed ? reason : (reasons[scenario] ?? reason),
    ]),
  );
}

function scenarioRows(outcomes, revisions) {
  const names = [...new Set(outcomes.map(({ scenario }) => scenario))];
  return names.map((name) => [
    `\`${name}\``,
    ...revisions.map((revision) => {
      const found = outcomes.find(
        (outcome) => outcome.scenario === name && outcome.revision === revision,
      );
      if (found === undefined) return '';
      return found.isPassed ? `passed (${found.passed} checks)` : 'failed';
    }),
  ]);
}

/** A Markdown table as Prettier writes it. */
function table(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells, fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column], fill)).join(' | ')} |`;
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...rows.map((row) => line(row)),
  ].join('\n');
}
