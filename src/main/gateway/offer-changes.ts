import type { Clock } from '../kernel/clock.ts';
import type { Offer } from './offer.ts';
import type { HashText } from '../../shared/domain/handle.ts';

/** A list of an offer that the protocol has a word for when it changes. */
export type OfferedList = 'tools' | 'prompts' | 'resources';

/** What following an offer needs. */
export interface OfferChangesDeps {
  readonly offer: () => Promise<Offer>;
  readonly hash: HashText;
  readonly clock: Pick<Clock, 'schedule'>;
}

/** Follows one offer; disposing it ends that. */
export interface OfferChanges extends Disposable {
  /** The offer may be another now. */
  look(): void;
}

/** Servers change their lists one after the other, ms. */
const settleMs = 100;
/** After an offer that could not be read, ms. */
const retryMs = 5_000;
const lists: readonly OfferedList[] = ['tools', 'prompts', 'resources'];

/**
 * Tells which lists of an offer have become others, a moment after they did, and only of those. One
 * that cannot be read is read again later; nothing is told of it until then, and where even the first
 * was not, all lists are told.
 */
export function followOffer(
  { offer, hash, clock }: OfferChangesDeps,
  changed: (lists: readonly OfferedList[]) => void,
): OfferChanges {
  let timer: Disposable | undefined;
  let retry: Disposable | undefined;
  let isOver = false;

  const look = (): void => {
    timer ??= clock.schedule(settleMs, () => {
      timer = undefined;
      void compare();
    });
  };
  const read = async (): Promise<Prints | undefined> => {
    try {
      return printsOf(await offer(), hash);
    } catch {
      if (isOver) return undefined;
      retry ??= clock.schedule(retryMs, () => {
        retry = undefined;
        look();
      });
      return undefined;
    }
  };
  let known = read();
  const compare = async (): Promise<void> => {
    const before = known;
    const next = read();
    known = next.then((now) => now ?? before);
    const [old, now] = await Promise.all([before, next]);
    if (now === undefined) return;
    const others = lists.filter((list) => old?.[list] !== now[list]);
    if (others.length > 0 && !isOver) changed(others);
  };
  return {
    look,
    [Symbol.dispose]() {
      isOver = true;
      timer?.[Symbol.dispose]();
      retry?.[Symbol.dispose]();
    },
  };
}

type Prints = Readonly<Record<OfferedList, string>>;

/** All apps with the same offer share what was made of it. */
const prints = new WeakMap<Offer, Prints>();

/** What tells an offer's lists from others; made once for each offer. */
export function printsOf(offer: Offer, hash: HashText): Prints {
  const known = prints.get(offer);
  if (known !== undefined) return known;
  const print = (value: unknown): string => hash(JSON.stringify(value));
  const made = {
    tools: print([...offer.tools.values()].map(({ item }) => item)),
    prompts: print([...offer.prompts.values()].map(({ item }) => item)),
    resources: print([offer.resources, offer.resourceTemplates]),
  };
  prints.set(offer, made);
  return made;
}
