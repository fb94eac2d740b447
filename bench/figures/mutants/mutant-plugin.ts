import { mutantVariable } from './mutant.ts';
import type { Mutant } from './mutant.ts';

/** Breaks one line while a test is loaded; no file is changed. */
export function mutantPlugin() {
  const text = process.env[mutantVariable];
  const mutant = text === undefined ? undefined : (JSON.parse(text) as Mutant);
  return {
    name: 'mutant',
    enforce: 'pre' as const,
    transform(code: string, id: string): string | undefined {
      if (mutant === undefined || !id.endsWith(`/src/main/${mutant.file}`)) return undefined;
      return code.replace(mutant.find, () => mutant.replace);
    },
  };
}
