import type { DisposableJudge } from '../../../shared/json-schema/schema-judge.ts';
import { createSystemClock } from '../kernel/system-clock.ts';

/** A judge whose code and thread are loaded with the first value; its owner disposes it. */
export function createLazyJudge(): DisposableJudge {
  let isOver = false;
  let loading: Promise<DisposableJudge> | undefined;
  const load = async () => {
    const { createThreadJudge } = await import('./thread-judge.ts');
    // The thread lives in real time, whatever clock the host has.
    const judge = createThreadJudge(createSystemClock());
    if (isOver) judge[Symbol.dispose]();
    return judge;
  };
  const loaded = () => (loading ??= load());
  return {
    judge: async (schema, value) =>
      isOver ? { kind: 'not-judged' } : (await loaded()).judge(schema, value),
    warm: () => {
      if (!isOver) void loaded().then((judge) => judge.warm());
    },
    [Symbol.dispose]() {
      isOver = true;
      void loading?.then((judge) => judge[Symbol.dispose]());
    },
  };
}
