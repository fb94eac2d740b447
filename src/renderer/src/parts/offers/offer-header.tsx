import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { ExactText } from '../../ui/exact-text.tsx';
import { tabTexts } from './tab-texts.ts';

const shortChars = 360;

/** What something a server offers is called and does, in the server's own words. */
export function OfferHeader(props: {
  name: string;
  /** Whether the name is written for people rather than an identifier. */
  isTitle?: boolean;
  subtitle?: string;
  description?: string;
  /** A URI, or the template of one. */
  address?: string;
  facts?: readonly (string | undefined)[];
  /** Stands beside the name. */
  children?: ReactNode;
}) {
  const { name, isTitle, subtitle, description = '', address, facts = [], children } = props;
  return (
    <header className="pb-offer-header">
      <div className="pb-offer-title">
        <h2 data-title={isTitle === true ? '' : undefined}>
          <ExactText text={name} />
        </h2>
        {children}
      </div>
      {subtitle !== undefined && subtitle !== name && (
        <p className="pb-offer-subtitle">
          <ExactText text={subtitle} isProse />
        </p>
      )}
      {description !== '' && <Description text={description} />}
      <div className="pb-offer-facts">
        {address !== undefined && (
          <code>
            <ExactText text={address} />
          </code>
        )}
        {facts.map((fact) => fact !== undefined && <span key={fact}>{fact}</span>)}
      </div>
    </header>
  );
}

function Description({ text }: { text: string }) {
  const t = useTexts(tabTexts);
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > shortChars || text.split('\n').length > 6;
  return (
    <>
      <p className="pb-offer-description" data-short={isLong && !isOpen ? '' : undefined}>
        <ExactText text={text} isProse />
      </p>
      {isLong && (
        <Button size="compact-xs" variant="subtle" onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'description.less' : 'description.more')}
        </Button>
      )}
    </>
  );
}
