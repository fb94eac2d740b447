import { durationOf } from './figure.ts';

/** Something that is done again and again. */
export type Deed = () => Promise<unknown>;

/** How long each took, ms. */
export interface TimesOfBoth {
  readonly ours: readonly number[];
  readonly reference: readonly number[];
}

/** Does both by turns, whose order changes, so that whatever else the machine does meets both alike. */
export async function inTurns(
  ours: Deed,
  reference: Deed,
  { turns, inTurn, warmUps }: { turns: number; inTurn: number; warmUps: number },
): Promise<TimesOfBoth> {
  const times = { ours: [] as number[], reference: [] as number[] };
  for (let warmUp = 0; warmUp < warmUps; warmUp += 1) await ours().then(reference);
  for (let turn = 0; turn < turns; turn += 1) {
    const order =
      turn % 2 === 0 ? (['reference', 'ours'] as const) : (['ours', 'reference'] as const);
    for (const which of order) {
      for (let count = 0; count < inTurn; count += 1) {
        times[which].push(await durationOf(which === 'ours' ? ours : reference));
      }
    }
  }
  return times;
}

/** How long a thousand take when `callers` do them at once, ms. */
export async function perThousand(deed: Deed, callers: number, each: number): Promise<number> {
  const caller = async (): Promise<void> => {
    for (let count = 0; count < each; count += 1) await deed();
  };
  const ms = await durationOf(() => Promise.all(Array.from({ length: callers }, caller)));
  return (ms * 1_000) / (callers * each);
}
