import { appendFileSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { readTypeScript, standIn } from './read-typescript.mjs';

// Runs under Windows' Node: `node run-files.mjs LIST REPORT SCRIPTS`. LIST and SCRIPTS are JSON; each
// result is a line of REPORT, written at once, so that what is known outlives a process that dies.

const [, , list, report, scripts] = process.argv;

readTypeScript(JSON.parse(readFileSync(scripts, 'utf8')));

const { runFile } = await import(standIn);
let file = '';
const tell = (result) => appendFileSync(report, `${JSON.stringify({ file, ...result })}\n`);
process.on('unhandledRejection', (error) =>
  tell({ title: '(unhandled)', status: 'failed', problem: String(error?.stack ?? error) }),
);

for (file of JSON.parse(readFileSync(list, 'utf8'))) {
  tell({ title: '', status: 'begun' });
  await runFile(pathToFileURL(file).href, tell);
  tell({ title: '', status: 'ended' });
}
process.exit(0);
