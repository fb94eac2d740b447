import { useTranslation } from 'react-i18next';

import { useNow } from './use-now.ts';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How long ago something was, e.g. "3 hours ago"; it goes on counting. */
export function useAge(atMs: number, style: 'long' | 'narrow' = 'long'): string {
  const { i18n } = useTranslation();
  const nowMs = useNow(true);
  return ageOf(Math.max(0, nowMs - atMs), i18n.language, style);
}

/** A length of time up to now in words of a language, in its largest whole unit. */
export function ageOf(ms: number, language: string, style: 'long' | 'narrow'): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style });
  const [unit, size] = units.find(([, unitMs]) => ms >= unitMs) ?? (['second', 1_000] as const);
  return format.format(-Math.floor(ms / size), unit);
}
