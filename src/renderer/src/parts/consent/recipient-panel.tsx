import { IconKey } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { isPlainAddress } from '../../../../shared/domain/plain-address.ts';
import type { RecipientQuestion, ShownRecipient } from '../../../../shared/domain/recipient.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import type { SayText } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { PlainAddressNote } from '../addresses/plain-address-note.tsx';
import { recipientTexts } from './recipient-texts.ts';

/** Asks whether stored secrets may go somewhere else, with both places. `children` are the buttons. */
export function RecipientPanel({
  questions,
  children,
}: {
  questions: readonly RecipientQuestion[];
  children: ReactNode;
}) {
  const t = useTexts(recipientTexts);
  const title = titleFor(questions, t);
  return (
    <section className="pb-panel" data-tone="yellow" aria-label={title}>
      <span className="pb-panel-icon">
        <IconKey size={18} />
      </span>
      <div className="pb-panel-body">
        <h2>{title}</h2>
        {questions.map((question) => (
          <Redirection key={JSON.stringify(question)} question={question} />
        ))}
        <p>{t('advice')}</p>
        {children}
      </div>
    </section>
  );
}

function titleFor(
  questions: readonly RecipientQuestion[],
  t: SayText<typeof recipientTexts.words.en>,
): string {
  const [first] = questions;
  if (first?.to.kind === 'program') return t('title.program');
  const [address] = first?.to.kind === 'address' ? first.to.addresses : [];
  // What is no plain host is shown below, exactly.
  const [, host] = /^https?:\/\/([\w.:[\]-]+)/.exec(address ?? '') ?? [];
  return questions.length === 1 && host !== undefined ? t('title.host', { host }) : t('title');
}

function Redirection({ question }: { question: RecipientQuestion }) {
  const t = useTexts(recipientTexts);
  const { from, to, fromServer } = question;
  return (
    <dl className="pb-inline-facts">
      <dt>{t('to')}</dt>
      <dd data-testid="recipient-to">
        <Recipient recipient={to} />
        {isPlainRecipient(to) && <PlainAddressNote />}
      </dd>
      <dt>{t('from')}</dt>
      <dd data-testid="recipient-from">
        <Recipient recipient={from} />
        {fromServer !== undefined && <span>{t('server', { server: fromServer })}</span>}
      </dd>
    </dl>
  );
}

const isPlainRecipient = (recipient: ShownRecipient): boolean =>
  recipient.kind === 'address' && recipient.addresses.some(isPlainAddress);

function Recipient({ recipient }: { recipient: ShownRecipient }) {
  const t = useTexts(recipientTexts);
  if (recipient.kind !== 'address') return t(recipient.kind);
  return recipient.addresses.map((address) => (
    <span key={address} className="pb-arg">
      <ExactText text={address} />
    </span>
  ));
}
