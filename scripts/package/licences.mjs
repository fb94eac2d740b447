import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, root } from '../lib/paths.mjs';

const modules = join(root, 'node_modules');

/** What the window is built from; the lock file counts these as tools, since they are bundled. */
const bundledTools = [
  '@fontsource-variable/inter',
  '@fontsource-variable/jetbrains-mono',
  '@mantine/core',
  '@mantine/dates',
  '@mantine/hooks',
  '@mantine/notifications',
  '@rjsf/core',
  '@rjsf/mantine',
  '@rjsf/utils',
  '@tabler/icons-react',
  '@tanstack/react-virtual',
  'i18next',
  'react',
  'react-dom',
  'react-i18next',
  'zustand',
];

/** The licences of everything that is bundled, one after the other, for people to read. */
export async function thirdPartyLicences() {
  const manifest = await readJson(join(root, 'package.json'));
  const names = await withDependencies([...Object.keys(manifest.dependencies), ...bundledTools]);
  const entries = [];
  for (const name of names) entries.push(await entryOf(name));
  return entries.join(`\n${'-'.repeat(80)}\n\n`);
}

async function withDependencies(start) {
  const found = new Set();
  const waiting = [...start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    const manifest = await readJson(join(modules, name, 'package.json'));
    // Optional, or of another version inside the package that wants it: its owner's text is there.
    if (manifest === undefined) continue;
    found.add(name);
    waiting.push(...Object.keys(manifest.dependencies ?? {}));
  }
  return [...found].sort();
}

async function entryOf(name) {
  const folder = join(modules, name);
  const { version, license } = await readJson(join(folder, 'package.json'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8');
  return `${name} ${version} (${license ?? 'see its page'})\n\n${text.trim()}\n`;
}
