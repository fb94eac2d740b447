import { failureCodes } from '../../../src/shared/domain/failure.ts';
import type { FailureCode } from '../../../src/shared/domain/failure.ts';
import { refusalReasons } from '../../../src/main/approvals/call-gate.ts';
import { refusalCode, refusalSentence } from '../../../src/main/approvals/refusal-words.ts';
import { appFileRefusalCodes } from '../../../src/shared/domain/connected-app.ts';
import { importProblemCodes } from '../../../src/shared/domain/import.ts';
import { en } from '../../../src/shared/i18n/en.ts';
import { zhCn } from '../../../src/shared/i18n/zh-cn.ts';
import { importProblemSentences as sentences } from '../../../src/shared/i18n/import-problems.ts';
import { words as appWordsZhCn } from '../../../src/renderer/src/languages/zh-cn/connected-apps.ts';
import { words as chinese } from '../../../src/renderer/src/languages/zh-cn/import-problems.ts';
import { connectedAppsTexts } from '../../../src/renderer/src/features/connected-apps/texts.ts';
import { rows } from './outcome-rows.ts';
import { own } from '../../../src/shared/util/own.ts';

/** What Patchbay does by itself after each verdict. */
const afterwards: Readonly<Record<string, string>> = {
  'retry-soon': 'tries again by itself',
  'retry-later': 'tries again when it was asked to',
  'needs-sign-in': 'waits for a sign-in',
  'fix-config': 'waits for a correction',
  'give-up': 'stops',
  'a click': 'waits for a click',
};

/** What the classifier cannot be asked about, because no session ended. */
const elsewhere: Readonly<
  Partial<Record<FailureCode, readonly [verdict: string, action: string]>>
> = {
  LIST_FAILED: ['retry-soon', 'retry'],
  SECRET_UNAVAILABLE: ['give-up', 'edit-settings'],
  NOT_STARTED: ['a click', 'retry'],
  PAUSED: ['a click', 'retry'],
  TOO_MANY_PROCESSES: ['give-up', 'retry'],
};

/** The text of docs/errors.md, made of the code it describes. */
export function errorsPage(): string {
  const lines = failureCodes.map((code) => {
    const known = elsewhere[code];
    const mine = rows.filter(([, of]) => of === code);
    const verdicts = known ? [known[0]] : mine.map(([, , verdict]) => verdict);
    const actions = known ? [known[1]] : mine.map(([, , , action]) => action);
    return [
      `\`${code}\``,
      `${en[`failure.title.${code}`]}<br>${zhCn[`failure.title.${code}`]}`,
      `${en[`failure.help.${code}`]}<br>${zhCn[`failure.help.${code}`]}`,
      unique(actions).join(', '),
      unique(verdicts.map((verdict) => own(afterwards, verdict) ?? verdict)).join(', or '),
    ].join(' | ');
  });
  return `# What can go wrong with a server

Every failure has a code, a sentence, what helps, the raw error (one click away), and what Patchbay does by itself. This page is checked against the code by a test; \`npx vitest run --project unit test/unit/connections/errors-page.test.ts -u\` writes it anew.

| Code | Sentence | What helps | Remedy | Patchbay |
| --- | --- | --- | --- | --- |
${lines.map((line) => `| ${line} |`).join('\n')}

A server that has worked before is tried again also after what looks like wrong settings (\`NOT_MCP\`, \`REDIRECT_REFUSED\`, \`HTTP_NOT_FOUND\`, the \`TLS_\` and \`PROXY_\` codes): a sign-in page of the network or a server being replaced answers the same way.

## What can go wrong with an import

Codes of files and bundles. What a pasted text can have, an imported file can have too, each with its line and, where the format tells, its column (\`SYNTAX\`, \`DUPLICATE_KEY\`, \`MISSING_TRANSPORT\` and so on: \`src/main/config-formats/problem.ts\`). Nothing of a file with such an error is imported, and no file is ever written.

| Code | Sentence |
| --- | --- |
${importProblemCodes.map((code) => `| \`${code}\` | ${sentences[code]}<br>${chinese[code]} |`).join('\n')}

## What can go wrong with the file of an AI app

Why Patchbay does not put itself into an app's settings, or not out of them. The file is as it was.

| Code | Sentence |
| --- | --- |
${appFileRefusalCodes.map((code) => `| \`${code}\` | ${appWords.en[`why.${code}`]}<br>${appWordsZhCn[`why.${code}`]} |`).join('\n')}

## Why a call of an app is not made

What an app is told in place of an answer, and what stands in the record of the call. Nothing was sent to the server.

| Code | Sentence |
| --- | --- |
${refusalReasons.map((reason) => `| \`${refusalCode(reason)}\` | ${refusalSentence(reason, '{{tool}}', '{{title}}')} |`).join('\n')}
`;
}

const appWords = connectedAppsTexts.words;

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}
