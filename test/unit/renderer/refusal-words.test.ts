import { ORPCError } from '@orpc/client';
import { expect, test } from 'vitest';

import { refusalTexts } from '../../../src/renderer/src/ui/refusal-texts.ts';
import { refusalWords } from '../../../src/renderer/src/ui/refusal-words.ts';
import { contract } from '../../../src/shared/contract/contract.ts';
import { isObject } from '../../../src/shared/util/is-object.ts';

const { en } = refusalTexts.words;
const words = new Map(Object.entries(en));
const say = (key: string): string => words.get(key) ?? key;

/** The codes of every error that any call of the contract can answer with. */
function codesIn(node: unknown): readonly string[] {
  if (!isObject(node)) return [];
  const own = node['~orpc'];
  return isObject(own) && isObject(own['errorMap'])
    ? Object.keys(own['errorMap'])
    : Object.values(node).flatMap(codesIn);
}

test('every error that a call can answer with has words of the window’s own', () => {
  const codes = [...new Set(codesIn(contract))];
  expect(codes.length).toBeGreaterThan(20);
  for (const code of codes) {
    const said = refusalWords(new ORPCError(code, { message: 'Machine words' }), say);
    expect(said).toMatch(/^\p{Lu}.*[\p{Ll}“”’]\.$/u);
    expect(said).not.toContain(code);
    expect(code === 'UNKNOWN' || said !== en.UNKNOWN).toBe(true);
  }
});

test('a reason is said too, and nothing that another program has said', () => {
  const error = (code: string, data: unknown) => new ORPCError(code, { data });
  const full = error('STORAGE_FAILED', { reason: 'DISK_FULL', detail: 'ENOSPC: no space left' });
  expect(refusalWords(full, say)).toBe(
    'The change could not be saved on this computer. The disk is full.',
  );
  const odd = error('VAULT_FAILED', { reason: 'constructor', detail: 'secret' });
  expect(refusalWords(odd, say)).toBe('The secret could not be kept safely.');
  expect(refusalWords(error('toString', null), say)).toBe(en.UNKNOWN);
  expect(refusalWords(new Error('EBUSY'), say)).toBe(en.UNKNOWN);
});
