import { useEffect, useEffectEvent, useState } from 'react';

type Ask<T> = (signal: AbortSignal) => Promise<T>;

/**
 * What main answers, asked anew whenever `about` changes. Undefined until it has answered, where it
 * could not, and while `about` is null: then nobody is asked.
 */
export function useAnswer<T>(about: string | null, ask: Ask<T>): T | undefined {
  return useAsked(about, ask, true)[0];
}

/**
 * As {@link useAnswer}, but the former answer stays until there is the next. Who knows a newer one,
 * e.g. from a change, sets it.
 */
export function useLastAnswer<T>(
  about: string | null,
  ask: Ask<T>,
): readonly [T | undefined, (answer: T) => void] {
  return useAsked(about, ask, false);
}

function useAsked<T>(
  about: string | null,
  ask: Ask<T>,
  isForgotten: boolean,
): readonly [T | undefined, (answer: T) => void] {
  const [answer, setAnswer] = useState<T>();
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    if (isForgotten) setAnswer(undefined);
    if (about === null) return;
    const leaving = new AbortController();
    askNow(leaving.signal).then(
      (found) => {
        if (!leaving.signal.aborted) setAnswer(() => found);
      },
      () => undefined,
    );
    return () => leaving.abort();
  }, [about, isForgotten]);
  return [answer, (next) => setAnswer(() => next)];
}
