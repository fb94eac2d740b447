import { useEffect, useEffectEvent, useState } from 'react';

/**
 * What main answers, asked anew whenever `about` changes. Undefined until it has answered, where it
 * could not, and while `about` is null: then nobody is asked.
 */
export function useAnswer<T>(
  about: string | null,
  ask: (signal: AbortSignal) => Promise<T>,
): T | undefined {
  const [answer, setAnswer] = useState<T>();
  const askNow = useEffectEvent(ask);
  useEffect(() => {
    setAnswer(undefined);
    if (about === null) return;
    const leaving = new AbortController();
    askNow(leaving.signal).then(
      (found) => {
        if (!leaving.signal.aborted) setAnswer(() => found);
      },
      () => undefined,
    );
    return () => leaving.abort();
  }, [about]);
  return answer;
}
