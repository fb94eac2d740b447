import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/** What stands in for Vitest. */
export const standIn = new URL('./stand-in.mjs', import.meta.url).href;

/**
 * Lets Windows' Node load the project's own TypeScript as it lies there.
 * @param {Readonly<Record<string, string>>} [scriptTexts] programs that are started from text, by the
 * ends of their paths
 */
export function readTypeScript(scriptTexts = {}) {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'vitest') return { url: standIn, shortCircuit: true };
      if (!specifier.endsWith('?script')) return next(specifier, context);
      const { url } = next(specifier.slice(0, -'?script'.length), context);
      return { url: `${url}?script`, shortCircuit: true };
    },
    load(url, context, next) {
      if (/\.tsx?$/.test(url)) return transpiled(url) ?? next(url, context);
      // Nobody sees these parts: markup is compared, not its look.
      if (url.endsWith('.css')) return { format: 'module', source: '', shortCircuit: true };
      if (!url.endsWith('?script')) return next(url, context);
      const [, text] = Object.entries(scriptTexts).find(([end]) => url.includes(end)) ?? [];
      if (text === undefined) throw new Error(`${url} was not built before`);
      return {
        format: 'module',
        source: `export const code = ${JSON.stringify(text)};`,
        shortCircuit: true,
      };
    },
  });
}

/** A program with `using` or markup in it as Node 22 understands it; undefined for any other. */
function transpiled(url) {
  const text = readFileSync(fileURLToPath(url), 'utf8');
  if (!url.endsWith('x') && !/^\s*(?:await )?using \w+ =/m.test(text)) return undefined;
  const { outputText } = typescript().transpileModule(text, {
    // Its ending decides whether `<T>` begins markup.
    fileName: fileURLToPath(url),
    compilerOptions: {
      target: 'ES2022',
      module: 'ESNext',
      jsx: 'react-jsx',
      verbatimModuleSyntax: true,
    },
  });
  return { format: 'module', source: outputText, shortCircuit: true };
}

function typescript() {
  return createRequire(import.meta.url)('typescript');
}
