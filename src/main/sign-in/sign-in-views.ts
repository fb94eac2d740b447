import type { SignIn } from '../../shared/domain/sign-in.ts';

/** Told about every change of a server's sign-in; null when there is none (any more). */
export type SignInListener = (name: string, signIn: SignIn | null) => void;

/** What is shown of sign-ins under way or fruitless, by server. */
export class SignInViews {
  readonly #views = new Map<string, SignIn>();
  readonly #listeners = new Set<SignInListener>();

  all(): Readonly<Record<string, SignIn>> {
    return Object.fromEntries(this.#views);
  }

  onChange(listener: SignInListener): Disposable {
    this.#listeners.add(listener);
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) };
  }

  show(name: string, signIn: SignIn | null): void {
    if (signIn === null && !this.#views.has(name)) return;
    if (signIn === null) this.#views.delete(name);
    else this.#views.set(name, signIn);
    for (const listener of [...this.#listeners]) listener(name, signIn);
  }

  /** Shows none any more. */
  clear(): void {
    for (const name of [...this.#views.keys()]) this.show(name, null);
  }

  /** Tells nobody any more. */
  forgetListeners(): void {
    this.#listeners.clear();
  }
}
