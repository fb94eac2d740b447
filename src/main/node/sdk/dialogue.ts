import type { Client } from '@modelcontextprotocol/client';

import type { Clock } from '../../kernel/clock.ts';
import { createPageVisits } from '../../elicitation/page-visits.ts';
import type { PageVisits } from '../../elicitation/page-visits.ts';
import type { ElicitationPort } from '../../elicitation/question.ts';
import { createCallOrigins } from './call-origins.ts';
import type { AskingHabit, CallOrigins } from './call-origins.ts';
import { coveredQuestions } from './covered-questions.ts';
import { createPageFollowers } from './page-followers.ts';
import type { PageFollowers } from './page-followers.ts';
import { createUpdateListeners } from './resource-updates.ts';
import type { UpdateListeners } from './resource-updates.ts';
import { listenToServer } from './server-messages.ts';
import { answerServer, createRespond } from './server-questions.ts';
import type { Respond, Respondents } from './server-questions.ts';
import type { RedactingObserver } from './redacting-observer.ts';
import { createToldFolders } from './told-folders.ts';
import type { ToldFolders } from './told-folders.ts';

/** What a server asks and tells besides its answers, over all connections of one session. */
export interface Dialogue {
  /** Ties what the server asks to the request it asks for. */
  readonly origins: CallOrigins;
  /** Has the pages visited that a request wants first. */
  readonly visits: PageVisits;
  readonly updates: UpdateListeners;
  /** Callers that wait to hear of pages they were asked to open. */
  readonly pages: PageFollowers;
  /** Whose folders the server was told. */
  readonly folders: ToldFolders;
  readonly respond: Respond;
}

/** What a dialogue needs. */
export interface DialogueDeps {
  readonly serverName: string;
  readonly clock: Clock;
  /** The person at the window; absent: nobody is there. */
  readonly questions: ElicitationPort | undefined;
  readonly habit: AskingHabit;
  readonly voice: RedactingObserver;
}

/** A dialogue in which nothing was said yet; the person is asked without the server's secrets. */
export function createDialogue(deps: DialogueDeps): Dialogue {
  const { serverName, voice, habit } = deps;
  const questions = deps.questions && coveredQuestions(deps.questions, voice);
  const origins = createCallOrigins(deps.clock, habit);
  const { answers } = voice;
  const lasting = { pages: createPageFollowers(), folders: createToldFolders(answers, habit) };
  return {
    origins,
    ...lasting,
    visits: createPageVisits(serverName, questions),
    updates: createUpdateListeners(answers),
    respond: createRespond({ serverName, questions, origins, answers }, lasting),
  };
}

/** Lets what is said over one more connection be part of the dialogue. */
export function joinDialogue(
  client: Client,
  dialogue: Dialogue,
  voice: RedactingObserver,
  respondents: Respondents,
): void {
  listenToServer(client, { ...dialogue, observer: voice, answers: voice.answers });
  answerServer(client, respondents, dialogue.respond);
}
