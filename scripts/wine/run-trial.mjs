import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { readTypeScript } from './read-typescript.mjs';

// Runs under Windows' Node: `node run-trial.mjs TRIAL RESULT ARGUMENT…`. TRIAL exports `trial`, whose
// answer becomes RESULT, as JSON.

const [, , trial, result, ...args] = process.argv;
readTypeScript();
const { trial: run } = await import(pathToFileURL(trial).href);
writeFileSync(result, JSON.stringify(await run(...args)));
process.exit(0);
