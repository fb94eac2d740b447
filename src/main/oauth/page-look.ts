import type { PageLook } from './oauth-ports.ts';

/** What one look at an authorization page says about the request. */
export type LookVerdict =
  /** It takes the request, or says nothing against it. */
  | 'fine'
  /** It would refuse this one thing. */
  | 'resource'
  | 'scope'
  /** The same, on an error page that sends nobody back. */
  | 'scope-page'
  | 'prompt'
  /** It would refuse some parameter, and does not say which. */
  | 'parameter'
  /** It refuses the request, as for an address it does not know. */
  | 'redirect';

/** Answers that are about the visitor or the moment rather than the request. */
const aboutVisitor = new Set([405, 406, 407, 408, 425, 429]);
const aboutResource =
  /\binvalid_target\b|AADSTS901(?:0010|002)\b|\bresource (?:parameter|indicator)/i;
const aboutScope = /\binvalid_scope\b|AADSTS(?:70011|650053)\b/i;
const aboutPrompt = /AADSTS(?:90094|90095)\b|\bprompt\b/i;

/**
 * Reads what a page said to a visitor without cookies: an error page, or an answer that goes straight
 * back to `redirectUri`. A login page, a page for robots and an outage say nothing against it.
 */
export function judgeLook(look: PageLook, redirectUri: string): LookVerdict {
  const { status, location, text, isChallenged } = look;
  if (status >= 300 && status < 400) return judgeAnswer(location ?? '', redirectUri);
  if (status < 400 || status >= 500 || isChallenged || aboutVisitor.has(status)) return 'fine';
  const about = wordsAbout(text);
  return about === 'scope' ? 'scope-page' : (about ?? 'redirect');
}

function wordsAbout(text: string): 'resource' | 'scope' | 'prompt' | undefined {
  if (aboutResource.test(text)) return 'resource';
  if (aboutScope.test(text)) return 'scope';
  return aboutPrompt.test(text) ? 'prompt' : undefined;
}

function judgeAnswer(location: string, redirectUri: string): LookVerdict {
  if (!location.startsWith(`${redirectUri}?`)) return 'fine';
  const answer = new URLSearchParams(location.slice(redirectUri.length).replace(/#.*$/, ''));
  const error = answer.get('error') ?? '';
  if (error === '') return 'fine';
  if (error === 'invalid_scope') return 'scope';
  const unclear = error === 'invalid_request' ? 'parameter' : 'fine';
  return wordsAbout(`${error} ${answer.get('error_description') ?? ''}`) ?? unclear;
}
