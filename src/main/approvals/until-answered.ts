import type { Progress } from '../../shared/domain/catalog.ts';
import type { Clock } from '../kernel/clock.ts';

/** An app hears this often that its call waits for a person, ms. */
const everyMs = 10_000;
/** A person who sits there answers sooner, ms. */
const firstMs = 5_000;
/** Small enough that what the server reports later is more. */
const step = 1e-6;

/**
 * Waits for a person, and tells an app that follows the progress of its call so, again and again:
 * most apps give up on a call that says nothing for a minute.
 */
export async function untilAnswered<T>(
  answer: Promise<T>,
  { onProgress }: { readonly onProgress?: ((progress: Progress) => void) | undefined },
  clock: Pick<Clock, 'schedule'>,
): Promise<T> {
  if (onProgress === undefined) return answer;
  let told = 0;
  const tell = (): void => {
    onProgress({
      progress: told * step,
      message: 'Waiting for a person to allow this in Patchbay',
    });
    told += 1;
    timer = clock.schedule(everyMs, tell);
  };
  let timer = clock.schedule(firstMs, tell);
  try {
    return await answer;
  } finally {
    timer[Symbol.dispose]();
  }
}
