import { createHash, timingSafeEqual } from 'node:crypto';

import { z } from 'zod';

import { appTokenSchema } from '../../shared/domain/app-token.ts';
import type { AppToken } from '../../shared/domain/app-token.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { createSerialQueue } from '../../shared/util/serial-queue.ts';
import { saveInEveryGeneration } from '../documents/save-in-every-generation.ts';
import type { DocumentSaveError, DocumentStore } from '../documents/document-ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Emitter } from '../kernel/emitter.ts';

/** Version of {@link appTokensFileSchema}; raise it together with a migration. */
export const appTokensFileVersion = 1;

const recordSchema = appTokenSchema.extend({
  /** SHA-256 of the token, hexadecimal; 256 random bits need no salt. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
type TokenRecord = z.infer<typeof recordSchema>;

/** The document of all tokens. */
export const appTokensFileSchema = z.object({
  tokens: z.array(recordSchema),
  /** Rises with each removal, so that the document is another one each time it is written. */
  removals: z.number().int(),
});
export type AppTokensFile = z.infer<typeof appTokensFileSchema>;

const useResolutionMs = 60_000;
const maxTokens = 100;

/** Why no token was made. */
export type TokenError = DocumentSaveError | { readonly code: 'TOO_MANY'; readonly detail: string };

/** The tokens apps show at the HTTP door. Of each only a hash is kept. */
export interface AppTokens {
  /** Reads the document; without it nobody comes in. */
  load(): Promise<void>;
  list(): readonly AppToken[];
  /** Makes one; `secret` is the token itself, which nobody can ask for again. */
  create(
    label: string,
  ): Promise<Result<{ readonly token: AppToken; readonly secret: string }, TokenError>>;
  /** Ends one at once, before it is off the disk; one that is not there is fine. */
  revoke(id: string): Promise<Result<void, DocumentSaveError>>;
  /** Whether a token is still good. */
  has(id: string): boolean;
  /** The token of this secret, which counts as used now; takes as long for one that is unknown. */
  use(secret: string): AppToken | undefined;
  /** Told of each that is revoked. */
  onRevoked(listener: (id: string) => void): Disposable;
}

/** What tokens need from outside. */
export interface AppTokensDeps {
  readonly store: DocumentStore<AppTokensFile>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'id'>;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly logger: Logger;
}

/** Creates them; empty until `load` has run. */
export function createAppTokens(deps: AppTokensDeps): AppTokens {
  return new HashedTokens(deps);
}

class HashedTokens implements AppTokens {
  readonly #deps: AppTokensDeps;
  readonly #revocations: Emitter<[string]>;
  /** One change at a time; each save holds all that was changed until it began. */
  readonly #queue = createSerialQueue();
  #file: AppTokensFile = { tokens: [], removals: 0 };

  constructor(deps: AppTokensDeps) {
    this.#deps = deps;
    this.#revocations = createEmitter(deps.logger, 'revoked tokens');
  }

  async load(): Promise<void> {
    const load = await this.#deps.store.load();
    if (load.status === 'loaded' || load.status === 'restored') this.#file = load.value;
  }

  list(): readonly AppToken[] {
    return this.#file.tokens.map(shown);
  }

  create(label: string): ReturnType<AppTokens['create']> {
    return this.#queue.run(async () => {
      const { clock, random, randomBytes, store } = this.#deps;
      if (this.#file.tokens.length >= maxTokens) {
        return err({ code: 'TOO_MANY', detail: `there are ${String(maxTokens)}` });
      }
      const secret = `pby_${Buffer.from(randomBytes(32)).toString('base64url')}`;
      const record: TokenRecord = {
        id: random.id(),
        label,
        createdAt: clock.now(),
        lastUsedAt: null,
        hash: hashOf(secret).toString('hex'),
      };
      const saved = await store.save(this.#with(record));
      if (!saved.ok) return saved;
      this.#file = this.#with(record);
      return ok({ token: shown(record), secret });
    });
  }

  #with(record: TokenRecord): AppTokensFile {
    return { ...this.#file, tokens: [...this.#file.tokens, record] };
  }

  revoke(id: string): Promise<Result<void, DocumentSaveError>> {
    const tokens = this.#file.tokens.filter((token) => token.id !== id);
    this.#file = { ...this.#file, tokens };
    this.#revocations.emit(id);
    return this.#queue.run(() =>
      saveInEveryGeneration(this.#deps.store, () => {
        this.#file = { ...this.#file, removals: this.#file.removals + 1 };
        return this.#file;
      }),
    );
  }

  has(id: string): boolean {
    return this.#file.tokens.some((token) => token.id === id);
  }

  use(secret: string): AppToken | undefined {
    const shownHash = hashOf(secret);
    let found: TokenRecord | undefined;
    for (const token of this.#file.tokens) {
      if (timingSafeEqual(Buffer.from(token.hash, 'hex'), shownHash)) found = token;
    }
    if (found !== undefined) this.#noteUse(found);
    return found && shown(found);
  }

  onRevoked(listener: (id: string) => void): Disposable {
    return this.#revocations.on(listener);
  }

  #noteUse({ id, lastUsedAt }: TokenRecord): void {
    const now = this.#deps.clock.now();
    if (lastUsedAt !== null && Math.abs(now - lastUsedAt) < useResolutionMs) return;
    const tokens = this.#file.tokens.map((token) =>
      token.id === id ? { ...token, lastUsedAt: now } : token,
    );
    this.#file = { ...this.#file, tokens };
    void this.#queue.run(async () => {
      const saved = await this.#deps.store.save(this.#file);
      if (saved.ok) return;
      this.#deps.logger.warn('the use of a token was not noted', { code: saved.error.code });
    });
  }
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

const shown = ({ hash: _, ...token }: TokenRecord): AppToken => token;
