import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

import { callsWithoutYes, costOfRights } from './approvals.ts';
import { appFilesWritten } from './app-files.ts';
import { plantedSecrets } from './canaries.ts';
import { configurations } from './configurations.ts';
import { firstVisits } from './first-visits.ts';
import { focusOnBody } from './focus.ts';
import { formsOfRealSchemas } from './forms.ts';
import { hostileSchemas } from './hostile-schemas.ts';
import { mutantsKilled } from './mutants.ts';
import { oddNamesCompared } from './names.ts';
import { figuresPage, withOutcomes } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { batchArguments, leftOnWindows, savesWhileOpen, suitesUnderWine } from './on-windows.ts';
import { pinnedDefinitions } from './pins.ts';
import { serverCases } from './server-cases.ts';
import { quirkServers } from './quirk-servers.ts';
import { realServers } from './real-servers.ts';
import { comparedWithModels, killedWhileChanging } from './profiles.ts';
import { killedOnFullDisk, killedWhileSaving } from './saving.ts';
import { cachedToken, callsAtExpiry, randomCallbacks, tokenEndpointDown } from './sign-in.ts';
import { casesOfOthers, oddServices, wholeProviders } from './services.ts';
import { doorsWithoutClick, randomEdits } from './trust.ts';
import { machineName, today } from '../results.ts';
import { writeProof } from '../proof/proof-table.ts';
import { soak } from './soak.ts';
import { wholeApp } from './whole-app.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const outcomes: Outcome[] = [];
const [only] = process.argv.slice(2);
const all = [
  callsAtExpiry,
  tokenEndpointDown,
  cachedToken,
  randomCallbacks,
  oddServices,
  wholeProviders,
  casesOfOthers,
  killedWhileSaving,
  killedOnFullDisk,
  plantedSecrets,
  hostileSchemas,
  doorsWithoutClick,
  randomEdits,
  mutantsKilled,
  killedWhileChanging,
  comparedWithModels,
  oddNamesCompared,
  wholeApp,
  configurations,
  formsOfRealSchemas,
  firstVisits,
  focusOnBody,
  quirkServers,
  serverCases,
  realServers,
  appFilesWritten,
  pinnedDefinitions,
  callsWithoutYes,
  costOfRights,
  suitesUnderWine,
  batchArguments,
  savesWhileOpen,
  leftOnWindows,
  soak,
];

for (const measure of all) {
  if (only !== undefined && measure.name !== only) continue;
  process.stdout.write(`measuring ${measure.name}\n`);
  for (const outcome of await measure()) {
    outcomes.push(outcome);
    process.stdout.write(`  ${JSON.stringify(outcome)}\n`);
  }
}
const page = join(root, 'docs/FIGURES.md');
const text =
  only === undefined
    ? figuresPage(outcomes, machineName(), today())
    : withOutcomes(await readFile(page, 'utf8'), outcomes, today());
const style = await resolveConfig(page);
await writeFile(page, await format(text, { ...style, parser: 'markdown' }));
await writeProof();
process.exit(outcomes.every(({ isMet }) => isMet) ? 0 : 1);
