import { appendFileSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Runs under Windows' Node: `node run-files.mjs LIST REPORT SCRIPTS`. LIST and SCRIPTS are JSON; each
// result is a line of REPORT, written at once, so that what is known outlives a process that dies.

const [, , list, report, scripts] = process.argv;
const standIn = new URL('./stand-in.mjs', import.meta.url).href;
const scriptTexts = JSON.parse(readFileSync(scripts, 'utf8'));

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'vitest') return { url: standIn, shortCircuit: true };
    if (!specifier.endsWith('?script')) return next(specifier, context);
    const { url } = next(specifier.slice(0, -'?script'.length), context);
    return { url: `${url}?script`, shortCircuit: true };
  },
  load(url, context, next) {
    if (/\.tsx?$/.test(url)) return transpiled(url) ?? next(url, context);
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
