import { ORPCError } from '@orpc/client';

import type { SayText } from '../i18n/use-texts.ts';
import { isObject } from '../../../shared/util/is-object.ts';
import { own } from '../../../shared/util/own.ts';
import { refusalTexts } from './refusal-texts.ts';

type Words = typeof refusalTexts.words.en;

/** Why a call to main failed, in the window's words and nobody else's: a sentence, and its reason. */
export function refusalWords(error: unknown, t: SayText<Words>): string {
  const code = error instanceof ORPCError ? wordOf(String(error.code)) : undefined;
  if (code === undefined) return t('UNKNOWN');
  const data: unknown = (error as ORPCError<string, unknown>).data;
  const reason = isObject(data) ? own(data, 'reason') : undefined;
  const because = wordOf(`because.${String(reason)}`);
  return because === undefined ? t(code) : `${t(code)} ${t(because)}`;
}

function wordOf(key: string): keyof Words | undefined {
  return Object.hasOwn(refusalTexts.words.en, key) ? (key as keyof Words) : undefined;
}
