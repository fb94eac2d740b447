import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
const read = (file: string) => readFileSync(file, 'utf8');

describe('the page', () => {
  test('allows no script and no connection beyond its own files', () => {
    const page = read(join(root, 'src/renderer/index.html'));
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1] ?? '';
    const rules = Object.fromEntries(
      policy.split(';').map((rule) => {
        const [name = '', ...values] = rule.trim().split(/\s+/);
        return [name, values.join(' ')];
      }),
    );
    expect(rules).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'self'",
      'font-src': "'self'",
      'img-src': "'self' data:",
      'media-src': 'data:',
    });
  });

  test('has one place for the initial state and no script of its own', () => {
    const page = read(join(root, 'src/renderer/index.html'));
    expect(page.match(/<!--initial-state-->/g)).toHaveLength(1);
    expect(page.match(/<script(?![^>]*\bsrc=)[^>]*>/g)).toBeNull();
  });
});

describe('the preload script', () => {
  const source = read(join(root, 'src/preload/index.ts'));

  test('stays small and imports electron alone', () => {
    expect(source.split('\n').length).toBeLessThan(60);
    expect([...source.matchAll(/from '([^']+)'/g)].map(([, name]) => name)).toEqual(['electron']);
    expect(source).not.toMatch(/exposeInMainWorld|ipcRenderer\.(invoke|sendSync|on)\b/);
  });
});

describe('the window', () => {
  // A field whose words live only as long as it is shown loses them with the page, the tab, the dialog.
  test('keeps what is typed longer than the field it is typed in', () => {
    const forgetting = sources('src/renderer/src').flatMap((file) => {
      const source = read(file);
      return [...source.matchAll(/const \[(\w+), set\w+\] = useState\b/g)]
        .map(([, name = '']) => name)
        .filter((name) => new RegExp(`\\bvalue=\\{${name}\\b`).test(source))
        .map((name) => `${basename(file)}: ${name}`);
    });
    // Whoever leaves the tab has not chosen it; the text of a field of JSON is its value as well.
    // A look through an answer or the palette is over with it.
    expect(forgetting.sort()).toEqual([
      'access-tab.tsx: scope',
      'form-widgets.tsx: text',
      'json-tree.tsx: search',
      'many-access-dialog.tsx: to',
      'name-place-dialog.tsx: chosen',
      'palette.tsx: search',
      'tool-right-fields.tsx: typed',
    ]);
  });

  test('never writes markup from text', () => {
    for (const file of sources('src/renderer/src')) {
      expect([
        file,
        /dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML/.test(read(file)),
      ]).toEqual([file, false]);
    }
  });

  test('takes the contract and its schemas as types only', () => {
    const values = sources('src/renderer/src').flatMap((file) =>
      [...read(file).matchAll(/^import (?!type\b)[^;]*?from '([^']+)';/gms)]
        .map(([whole, from]) => ({ file, from: from ?? '', whole }))
        .filter(({ from }) => /^zod|shared\/contract\//.test(from)),
    );
    expect(values).toEqual([]);
  });

  const built = join(root, 'out/renderer/assets');
  test.runIf(existsSync(built))('holds no zod and no Node module when built', () => {
    const scripts = readdirSync(built).filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    for (const name of scripts) {
      const text = read(join(built, name));
      expect([name, /ZodError|\$ZodType|_zod\b|from\s*["']node:/.test(text)]).toEqual([
        name,
        false,
      ]);
    }
  });
});
