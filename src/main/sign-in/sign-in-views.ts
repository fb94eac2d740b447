import type { SignIn } from '../../shared/domain/sign-in.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Emitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';

/** Told about every change of a server's sign-in; null when there is none (any more). */
export type SignInListener = (name: string, signIn: SignIn | null) => void;

/** What is shown of sign-ins under way or fruitless, by server. */
export class SignInViews {
  readonly #updatedAt: (name: string) => number | undefined;
  readonly #views = new Map<string, { readonly signIn: SignIn; readonly of: number | undefined }>();
  readonly #changes: Emitter<Parameters<SignInListener>>;

  /** `updatedAt` says when the definition of a server was changed last. */
  constructor(
    logger: Pick<Logger, 'error'>,
    updatedAt: (name: string) => number | undefined = () => undefined,
  ) {
    this.#changes = createEmitter(logger, 'sign-ins');
    this.#updatedAt = updatedAt;
  }

  all(): Readonly<Record<string, SignIn>> {
    return Object.fromEntries([...this.#views].map(([name, { signIn }]) => [name, signIn]));
  }

  onChange(listener: SignInListener): Disposable {
    return this.#changes.on(listener);
  }

  show(name: string, signIn: SignIn | null): void {
    if (signIn === null && !this.#views.has(name)) return;
    if (signIn === null) this.#views.delete(name);
    else this.#views.set(name, { signIn, of: this.#updatedAt(name) });
    this.#changes.emit(name, signIn);
  }

  /** Takes away how a sign-in with other settings ended: it says nothing about the next one. */
  forgetOutdated(name: string): void {
    const view = this.#views.get(name);
    const isOver = view !== undefined && view.signIn.kind !== 'pending';
    if (isOver && view.of !== this.#updatedAt(name)) this.show(name, null);
  }

  /** Shows none any more. */
  clear(): void {
    for (const name of [...this.#views.keys()]) this.show(name, null);
  }

  /** Tells nobody any more. */
  forgetListeners(): void {
    this.#changes.clear();
  }
}
