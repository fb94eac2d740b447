import type { RecipientQuestion, ShownRecipient } from '../../shared/domain/recipient.ts';
import type { SecretUse } from '../kernel/secret-store.ts';
import { holderServer } from './recipient.ts';

/** From where to where a secret would go; without `from` nobody knows. */
export interface Redirection {
  readonly from: SecretUse | undefined;
  readonly to: SecretUse;
}

/** What to ask about secrets that would go elsewhere, each pair once. */
export function questionsOf(redirections: readonly Redirection[]): readonly RecipientQuestion[] {
  const byText = new Map(
    redirections.map((one) => {
      const question = questionOf(one);
      return [JSON.stringify(question), question] as const;
    }),
  );
  return [...byText.values()];
}

/** What to ask about one. */
export function questionOf({ from, to }: Redirection): RecipientQuestion {
  const former = from && holderServer(from);
  const { recipient } = to;
  return {
    recipient,
    from: from === undefined ? { kind: 'unknown' } : shown(from.recipient, recipient),
    to: shown(recipient, from?.recipient ?? ''),
    ...(former === undefined || former === holderServer(to) ? {} : { fromServer: former }),
  };
}

/** Of several addresses those that are other ones than before, if any are. */
function shown(recipient: string, other: string): ShownRecipient {
  if (recipient.startsWith('program ')) return { kind: 'program' };
  if (recipient.startsWith('built-in ')) return { kind: 'built-in' };
  const all = addressesOf(recipient);
  const others = new Set(addressesOf(other));
  const fresh = all.filter((address) => !others.has(address));
  return { kind: 'address', addresses: [...(fresh.length === 0 ? all : fresh)] };
}

function addressesOf(recipient: string): readonly string[] {
  const [, list] = /^sign-in (\[.*\])$/s.exec(recipient) ?? [];
  if (list === undefined) return [recipient];
  const parts = JSON.parse(list) as readonly unknown[];
  return [...new Set(parts.filter((part) => typeof part === 'string'))];
}
