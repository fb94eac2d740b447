import { createHash } from 'node:crypto';

import type { Language, TextKey } from '../../../shared/i18n/phrase.ts';
import { sayIn } from '../../../shared/i18n/words.ts';
import type { CallbackVerdict } from '../../oauth/oauth-ports.ts';

/** The sentences of the page a browser shows when it comes back, in the person's language. */
export interface CallbackPageTexts {
  /** A language tag for the page. */
  readonly language: string;
  readonly completed: { readonly title: string; readonly text: string };
  readonly failed: { readonly title: string; readonly text: string };
  readonly unknown: { readonly title: string; readonly text: string };
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto 0;max-width:26rem;padding:0 1rem}' +
  'h1{font-size:1.4rem;margin:0 0 .5rem}p{margin:0}' +
  '@media(prefers-color-scheme:dark){body{background:#16181d;color:#e8eaf0}}';
const styleHash = createHash('sha256').update(style, 'utf8').digest('base64');

/** Nothing may be loaded or run; only the page's own style counts. */
export const callbackPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page of our own words only; nothing of the address it is shown under is in it. */
export function callbackPage(verdict: CallbackVerdict, texts: CallbackPageTexts): string {
  const { title, text } = texts[verdict];
  return [
    '<!doctype html>',
    `<html lang="${escaped(texts.language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(title)}</title><style>${style}</style></head>`,
    `<body><h1>${escaped(title)}</h1><p>${escaped(text)}</p></body></html>`,
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** The page's sentences in a language. */
export function callbackPageTexts(language: Language): CallbackPageTexts {
  const say = (key: TextKey) => sayIn(language, { key });
  return {
    language,
    completed: { title: say('callback.completed.title'), text: say('callback.completed.text') },
    failed: { title: say('callback.failed.title'), text: say('callback.failed.text') },
    unknown: { title: say('callback.unknown.title'), text: say('callback.unknown.text') },
  };
}
