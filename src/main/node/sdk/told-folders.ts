import type { Client } from '@modelcontextprotocol/client';

import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { CallerFolders, LastingCaller } from '../../sessions/request-options.ts';
import type { AnswerCover } from './answer-cover.ts';
import type { AskingHabit } from './call-origins.ts';

/**
 * Whose folders a server was told last. When that caller says that they are others, the server is told
 * so and may ask again (2025-11-25, client/roots); what other callers say of theirs it never hears.
 */
export interface ToldFolders {
  /** Gives the answer on; once it is given, the server has the folders of this caller. */
  told(answer: Promise<JsonObject>, caller: LastingCaller): Promise<JsonObject>;
  /** A request of this caller is made: a server with one caller only has nobody else's folders. */
  used(caller: LastingCaller | undefined): void;
  /**
   * The answer to a server that asks in no request, because it was told that they are others; undefined
   * when it was not. Where there is one caller only, it is always that one's.
   */
  again(signal: AbortSignal): Promise<JsonObject> | undefined;
  /** From now on the server is spoken to over this connection, and has been told nothing on it. */
  speakOver(client: Pick<Client, 'sendRootsListChanged'>): void;
  /** The session is over. */
  lose(): void;
}

/** A server that was told nothing yet. */
export function createToldFolders(
  answers: Pick<AnswerCover, 'uncover'>,
  habit: Pick<AskingHabit, 'hasOneCaller'>,
): ToldFolders {
  let client: Pick<Client, 'sendRootsListChanged'> | undefined;
  let known: CallerFolders | undefined;
  let following: Disposable | undefined;
  let mayAskAgain = false;

  const forget = (): void => {
    following?.[Symbol.dispose]();
    following = undefined;
    known = undefined;
    mayAskAgain = false;
  };
  const changed = (): void => {
    mayAskAgain = true;
    // A connection that is about to end hears nothing, and the next one asks by itself.
    client?.sendRootsListChanged().catch(() => undefined);
  };
  const keep = (folders: CallerFolders | undefined): void => {
    if (folders === known) return;
    forget();
    known = folders;
    following = folders?.onChange(changed);
  };

  return {
    async told(answer, { folders }) {
      const given = await answer;
      keep(folders);
      mayAskAgain = false;
      return given;
    },
    used(caller) {
      if (habit.hasOneCaller === true && caller !== undefined) keep(caller.folders);
    },
    again(signal) {
      if (known === undefined || !(mayAskAgain || habit.hasOneCaller === true)) return undefined;
      mayAskAgain = false;
      return known
        .list(signal)
        .then((given) => (given.ok ? answers.uncover(given.value) : { roots: [] }));
    },
    speakOver(next) {
      client = next;
      forget();
    },
    lose() {
      client = undefined;
      forget();
    },
  };
}
