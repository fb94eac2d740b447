import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

const limitBytes = 420 * 1024 ** 2;
const archiveLimitBytes = 24 * 1024 ** 2;

/** What would tell that tests, sources or tools of development came along. */
const unwanted = [/\.(ts|tsx|map|test\.js)$/, /(^|\/)(test|tests|bench|scripts|docs)\//, /\.log$/];

/** Words of switches that are for development alone. */
const developmentWords = [
  'patchbay-screenshot',
  'patchbay-exit-when-ready',
  'patchbay-seed-sample',
];

const needed = ['LICENSE', 'LICENSES.third-party.txt', 'LICENSES.chromium.html', 'chrome-sandbox'];
const neededResources = ['app.asar', 'bridge/patchbay-bridge', 'apparmor/patchbay'];

/**
 * Rejects with what is wrong when a folder holds what it should not, lacks what it should, or is too
 * large.
 * @param {string} folder
 * @param {import('./facts.mjs').PackageFacts} facts
 */
export async function checkFolder(folder, { name }) {
  const { listPackage, extractFile } = await import('@electron/asar');
  const files = await filesIn(folder);
  const archive = join(folder, 'resources/app.asar');
  const inside = listPackage(archive).map((path) => path.replace(/^[/\\]/, ''));
  const wanted = [name, ...needed, ...neededResources.map((path) => `resources/${path}`)];
  const sizes = await Promise.all(files.map(async (path) => (await stat(join(folder, path))).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const scripts = inside.filter((path) => /^out\/main\/.*\.js$/.test(path));
  const code = scripts.map((path) => extractFile(archive, path).toString('utf8')).join('\n');
  const problems = [
    ...wanted.filter((path) => !files.includes(path)).map((path) => `${path} is missing`),
    ...strangers([...files, ...inside]).map((path) => `${path} does not belong there`),
    ...developmentWords.filter((word) => code.includes(word)).map((word) => `--${word} is there`),
    ...tooLarge('the folder', bytes, limitBytes),
    ...tooLarge('the app', (await readFile(archive)).length, archiveLimitBytes),
  ];
  if (problems.length > 0) throw new Error(`the package is wrong:\n  ${problems.join('\n  ')}`);
  return { files: files.length, bytes };
}

/**
 * Paths that tell of tests, sources or tools. Pure.
 * @param {readonly string[]} paths
 */
export function strangers(paths) {
  return paths.filter((path) => unwanted.some((pattern) => pattern.test(path)));
}

function tooLarge(what, bytes, limit) {
  return bytes > limit ? [`${what} has ${String(bytes)} bytes, more than ${String(limit)}`] : [];
}

async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)));
}
