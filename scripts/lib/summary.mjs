/**
 * How many tests passed, failed and were skipped.
 * @typedef {{ passed: number, failed: number, skipped: number }} Tally
 */

/** A static check counts as one test. Pure. @param {number} code @returns {Tally} */
export function tallyCheck(code) {
  return code === 0 ? tally(1, 0, 0) : tally(0, 1, 0);
}

/**
 * Reads Vitest's JSON report. A file that failed without failing tests (it could not be loaded)
 * counts as one failure. Pure.
 * @param {any} report undefined when the runner left none
 * @param {number} code the runner's exit code
 * @returns {Tally}
 */
export function tallyVitest(report, code) {
  if (typeof report?.numTotalTests !== 'number') return tally(0, 1, 0);
  const brokenFiles = (report.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length;
  const skipped = (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0);
  return honest(tally(report.numPassedTests, report.numFailedTests + brokenFiles, skipped), code);
}

/**
 * Reads Playwright's JSON report. A flaky test passed at last, and counts as failed. Pure.
 * @param {any} report undefined when the runner left none
 * @param {number} code the runner's exit code
 * @returns {Tally}
 */
export function tallyPlaywright(report, code) {
  if (typeof report?.stats?.expected !== 'number') return tally(0, 1, 0);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return honest(tally(expected, unexpected + flaky, skipped), code);
}

/**
 * Reads what the tests under wine have left: a tally of its own, which counts where wine is missing
 * as one that was skipped. Pure.
 * @param {any} report undefined when the runner left none
 * @param {number} code the runner's exit code
 * @returns {Tally}
 */
export function tallyWineReport(report, code) {
  if (typeof report?.passed !== 'number') return tally(0, 1, 0);
  return honest(tally(report.passed, report.failed, report.skipped), code);
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  return tallies.reduce(
    (total, { passed, failed, skipped }) =>
      tally(total.passed + passed, total.failed + failed, total.skipped + skipped),
    tally(0, 0, 0),
  );
}

/** The line that ends every test run. @param {Tally} total */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A runner that failed for a reason no test shows still failed once; so did one that ran nothing. */
function honest(counted, code) {
  const ranNothing = counted.passed + counted.failed + counted.skipped === 0;
  return counted.failed === 0 && (code !== 0 || ranNothing) ? { ...counted, failed: 1 } : counted;
}

function tally(passed, failed, skipped) {
  return { passed, failed, skipped };
}
