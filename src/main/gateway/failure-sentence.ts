import type { Failure } from '../../shared/domain/failure.ts';
import { unavailableAnswer } from '../../shared/domain/unavailable-phrase.ts';
import { en } from '../../shared/i18n/en.ts';
import { shortFailurePhrase } from '../../shared/i18n/failure-phrase.ts';
import { translate } from '../../shared/i18n/phrase.ts';
import type { Phrase } from '../../shared/i18n/phrase.ts';
import { refusalSentence } from '../approvals/refusal-words.ts';
import type { SessionOutcome } from '../sessions/session.ts';
import type { GatewayFailure } from './app-hello.ts';

/** What is known beside the failure itself. */
export interface FailureSurroundings {
  readonly titleOf: (server: string) => string;
  readonly describe: (outcome: SessionOutcome) => Failure;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Why a server did not answer an app: what is the matter, and when asking again may help. In English,
 * since a model reads it first.
 */
export function failureSentence(
  failure: GatewayFailure,
  { titleOf, describe, now }: FailureSurroundings,
): string {
  switch (failure.kind) {
    case 'unknown':
      return `Patchbay offers nothing called ${failure.name}.`;
    case 'away':
      return inEnglish(
        unavailableAnswer(titleOf(failure.server), failure.unavailable, now()).phrase,
      );
    case 'refused':
      return refusalSentence(failure.reason, failure.tool, titleOf(failure.server));
    case 'failed': {
      const reason = inEnglish(shortFailurePhrase(describe(failure.outcome)));
      return `${titleOf(failure.server)} did not answer: ${reason} The call was not repeated.`;
    }
  }
}

const inEnglish = (phrase: Phrase): string => translate(en, 'en', phrase);
