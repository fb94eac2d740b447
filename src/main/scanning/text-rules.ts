import type { CautionRule } from '../../shared/domain/caution-rule.ts';
import { unshowableCharacters } from '../../shared/util/hidden-characters.ts';

/** A stretch of a text, in UTF-16 units. */
export interface Spot {
  readonly start: number;
  readonly end: number;
}

/** A rule about a text by itself. */
export interface TextRule {
  readonly id: CautionRule;
  /** Every one has a bounded length, so that a hostile text costs no more than it is long. */
  readonly pattern: RegExp;
  /** What the pattern finds and a careful reader would not. */
  readonly isFine?: (spot: string, text: string, start: number) => boolean;
}

// Prose of honest servers was read for each of these (test/unit/scanning); `~` is at most a sentence.
const within = (count: number): string => String.raw`(?:[^.!?]|[.!?](?=\S)){0,${String(count)}}`;
const words = (source: string): RegExp =>
  new RegExp(
    source.replaceAll(/~(\d+)~/g, (_all, count: string) => within(Number(count))),
    'giu',
  );

const user = String.raw`(?:the |your |any )?(?:user|human|person|operator|owner)s?`;

/** What is looked for in each text a model reads. */
export const textRules: readonly TextRule[] = [
  {
    id: 'hidden-characters',
    pattern: new RegExp(String.raw`(?:(?![\t\n\r])[${unshowableCharacters}]){1,2000}`, 'gu'),
    isFine: isUsualJoiner,
  },
  {
    id: 'overrides-instructions',
    pattern: words(
      String.raw`\b(?:ignore|disregard|forget|override|bypass|do not follow|don['’]t follow)\b~30~\b(?:previous|prior|above|earlier|preceding|existing|other|safety|system|all|any|your)\b~30~\b(?:instructions?|prompts?|rules?|guidelines?|guardrails?|directives?|polic(?:y|ies)|restrictions?)\b`,
    ),
  },
  {
    id: 'overrides-instructions',
    pattern: words(
      String.raw`\b(?:new|real|actual|updated) (?:system )?instructions?\s{0,3}:|\byou are (?:now|no longer)\b~40~\b(?:assistant|mode|agent|model|ai|bound|restricted|limited)\b`,
    ),
  },
  {
    id: 'hides-from-you',
    pattern: words(
      String.raw`\b(?:do not|don['’]t|never|must not|should not|avoid|without)\b~25~\b(?:tell|telling|inform|informing|notify|notifying|mention|mentioning|reveal|revealing|show|showing|disclose|disclosing|alert|alerting|warn|warning|explain|explaining|let|letting|ask|asking)\b~40~\b${user}\b`,
    ),
    // Two negations that ask for the person's word.
    isFine: (spot) => /^(?!without).*\bwithout\b/is.test(spot),
  },
  {
    id: 'hides-from-you',
    pattern: words(
      String.raw`\b(?:keep|stay|remain|be|do) (?:this |it |that )?(?:a )?(?:secret|hidden|invisible|discreet|quiet)(?:ly)?\b~30~\b(?:from|to)\b~5~\b${user}\b|\b${user} (?:must|should|does|do|will|can) ?(?:not|never|n['’]t) (?:know|see|notice|find out|be told|be aware|need to know)\b|\b(?:silently|secretly|quietly|covertly)\b~20~\b(?:send|post|upload|forward|copy|read|include|append|add|collect|log|store|pass|call|run|use)\b`,
    ),
  },
  {
    id: 'speaks-to-models',
    pattern:
      /<\/?\s{0,3}(?:important|system|secret|hidden|critical|instructions?|admin|assistant|developer|sys|priority|urgent)(?:[\s_-][\w\s_-]{0,30})?>|<\|[\w ]{1,30}\|>|\[\/?(?:INST|SYSTEM|SYS)\]|<<\/?SYS>>|<!--[^>]{1,500}-->/giu,
  },
  {
    id: 'secret-places',
    pattern:
      /(?:~|\$HOME|%USERPROFILE%|\/home\/\w{1,40}|\/root|\/Users\/\w{1,40})?[\\/]?\.(?:ssh|aws|gnupg|kube|docker|netrc|npmrc|pypirc|git-credentials|cursor|claude|codex|env)\b(?:[\\/][\w.*-]{1,60}){0,4}|\bid_(?:rsa|ed25519|ecdsa|dsa)\b|\/etc\/(?:passwd|shadow|sudoers)\b|\b(?:claude_desktop_config|mcp)\.json\b|\bwallet\.dat\b|\bauthorized_keys\b|\blogin\.keychain\b/giu,
    isFine: (spot, text, start) =>
      /^\.(?:env|cursor|claude|codex|docker)$/i.test(spot) && /\w/.test(text[start - 1] ?? ''),
  },
  {
    id: 'takes-conversation',
    pattern: words(
      String.raw`\b(?:pass|include|send|append|provide|put|copy|forward|add|insert|attach|summari[sz]e|return|repeat|print|output)\b~60~\b(?:(?:conversation|chat|message|dialog(?:ue)?) (?:history|transcript|log|context|so far)|(?:entire|full|whole|complete|all|previous|prior|current|past) (?:of the )?(?:conversation|chat|dialog(?:ue)?|messages|context window)|system (?:prompt|message|instructions?)|(?:hidden|initial|original|your) (?:prompt|instructions))\b`,
    ),
  },
  {
    id: 'steers-other-tools',
    pattern: words(
      String.raw`\b(?:before|after|whenever|when|every time|each time|prior to|instead of)\b~40~\b(?:any|all|every|each|other|another)(?: of the)?(?: (?:other|available|mcp))? tools?\b|\b(?:always|must|first)\b~15~\b(?:call|use|run|invoke|execute) this(?: tool)?\b~20~\b(?:first|before)\b~20~\b(?:anything|everything|any|all|every|other|each|responding|answering)\b|\b(?:other|all) tools? (?:is|are) (?:deprecated|broken|disabled|unsafe|obsolete|forbidden)\b`,
    ),
  },
  {
    id: 'sends-elsewhere',
    pattern: words(
      String.raw`\b(?:send|post|upload|forward|exfiltrate|transmit|leak|bcc|cc|copy|report|submit)\b~70~(?:https?:\/\/[\w.-]{3,80}|[\w+-]{1,40}@[\w-]{1,40}\.\w{2,10})|\b(?:bcc|cc)\b~20~[\w+-]{1,40}@[\w-]{1,40}\.\w{2,10}`,
    ),
    isFine: (spot) => /@example\.|\/\/(?:www\.)?example\.|e\.g|localhost|127\.0\.0\.1/i.test(spot),
  },
  {
    id: 'sends-elsewhere',
    pattern: words(
      String.raw`\b(?:exfiltrate|harvest|steal)\b~40~\b\w|\b(?:curl|wget|nc)\b[^\n]{0,80}(?:\||https?:\/\/|\$\()|\b(?:base64|hex|rot13)[- ]?encoded?\b~40~\b(?:content|contents|file|key|keys|token|secret|conversation)\b~40~\b(?:url|query|parameter|link|image|request)\b`,
    ),
  },
  {
    id: 'reads-files-along',
    pattern: words(
      String.raw`\b(?:read|open|cat|load|get|fetch|take|collect)\b~50~\b(?:file|contents?|credentials?|keys?|tokens?|passwords?|secrets?|environment variables?|cookies)\b~60~\b(?:pass|include|put|provide|send|insert|give|place|use|supply)\b~40~\b(?:as|in|into|to|with|through)\b~20~\b(?:parameter|argument|field|sidenote|note|tool|request|call|server|it)\b|\b(?:pass|include|put|provide|send|insert|supply)\b~40~\b(?:api keys?|credentials?|passwords?|private keys?|access tokens?|environment variables?|session cookies?)\b~40~\b(?:of the user|from the (?:user|conversation|environment|system|context|machine|computer|disk)|you (?:have|know|find|see)|in (?:memory|context))\b`,
    ),
  },
];

// Joiners shape letters and emoji of several people's writing; a mark of the order of bytes, or one
// selector after a picture, says nothing.
function isUsualJoiner(spot: string, text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  if (spot === '\ufe0f' || spot === '\ufe0f\u20e3') return before !== '';
  if (spot !== '\u200d' && spot !== '\ufe0f\u200d' && spot !== '\u200c') return false;
  const after = text.slice(start + spot.length, start + spot.length + 2);
  const isPicture = /\p{Extended_Pictographic}|\p{Emoji_Modifier}/u;
  const isJoined = /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}]/u;
  return [isPicture, isJoined].some((kind) => kind.test(before) && kind.test(after));
}
