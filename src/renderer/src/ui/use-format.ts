import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Moments and lengths of time in the window's language. */
export interface Format {
  /** A moment with its day, e.g. "21 Nov, 09:41". */
  readonly moment: (atMs: number) => string;
  /** A moment to the second, with its day when that is not today. */
  readonly recent: (atMs: number) => string;
  /** A moment of today to the second. */
  readonly clock: (atMs: number) => string;
  /** A length of time with a fitting unit. */
  readonly duration: (ms: number) => string;
}

/** Formats in the window's language. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(i18n.language), [i18n.language]);
}

function createFormat(language: string): Format {
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  return {
    moment: (atMs) => moment.format(atMs),
    recent: (atMs) =>
      new Date(atMs).toDateString() === new Date().toDateString()
        ? clock.format(atMs)
        : day.format(atMs),
    clock: (atMs) => clock.format(atMs),
    duration: (ms) =>
      ms < 1000 ? `${String(Math.round(ms))} ms` : `${number.format(ms / 1000)} s`,
  };
}
