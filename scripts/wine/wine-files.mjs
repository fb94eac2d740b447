/**
 * Files dealt out like cards, so that neighbours, which take about as long, go to different hands.
 * @template T @param {readonly T[]} files @param {number} count @returns {T[][]}
 */
export function chunksOf(files, count) {
  return Array.from({ length: count }, (_, hand) =>
    files.filter((_file, index) => index % count === hand),
  ).filter((chunk) => chunk.length > 0);
}

/**
 * The results in a report of one process, each line one; a process that ended early adds a failure
 * for the file it was at and one for all it did not reach.
 * @param {string} text @param {number} code @param {number} fileCount
 */
export function resultsIn(text, code, fileCount) {
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  const begun = lines.filter(({ status }) => status === 'begun');
  const ended = lines.filter(({ status }) => status === 'ended');
  const results = lines.filter(({ status }) => !['begun', 'ended'].includes(status));
  if (code === 0 && ended.length === fileCount) return results;
  const problem = `the process ended with code ${code} after ${ended.length} of ${fileCount} files`;
  const file = begun.at(-1)?.file ?? '';
  return [...results, { file, title: '(the run)', status: 'failed', problem }];
}

/**
 * @param {readonly { status: string }[]} results @param {number} leftOut files that were not run
 * @returns {import('../lib/summary.mjs').Tally}
 */
export function tallyWine(results, leftOut) {
  const count = (status) => results.filter((result) => result.status === status).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') + leftOut };
}
