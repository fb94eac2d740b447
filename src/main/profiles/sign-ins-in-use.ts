import type { SignInListener } from '../sign-in/sign-in-views.ts';
import type { ProfileSignIns, SignIns } from '../sign-in/sign-ins-port.ts';
import type { ServersInUse } from './servers-in-use.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';

/**
 * The sign-ins of whichever profile is in use. When another one is, its own are told in the place of
 * the former's, and its connections hear of those that are open.
 */
export function createSignInsInUse(deps: {
  readonly signIns: Pick<SignIns, 'of' | 'follow'>;
  readonly registry: Pick<ServersInUse, 'onSwitch'>;
  /** The profile in use. */
  readonly inUse: () => string;
  readonly logger: Pick<Logger, 'error'>;
}): ProfileSignIns & Disposable {
  const { signIns, inUse } = deps;
  const changes = createEmitter<Parameters<SignInListener>>(deps.logger, 'sign-ins');
  const tell: SignInListener = (name, signIn) => changes.emit(name, signIn);
  const current = (): ProfileSignIns => signIns.of(inUse());
  let following = current().onChange(tell);
  const switching = deps.registry.onSwitch(({ from, to }) => {
    following[Symbol.dispose]();
    const next = signIns.of(to).all();
    for (const name of Object.keys(signIns.of(from).all())) {
      if (!Object.hasOwn(next, name)) tell(name, null);
    }
    for (const [name, signIn] of Object.entries(next)) tell(name, signIn);
    following = current().onChange(tell);
    signIns.follow(to);
  });
  return {
    all: () => current().all(),
    begin: (name, options, signal) => current().begin(name, options, signal),
    link: (name) => current().link(name),
    cancel: (name) => current().cancel(name),
    account: (name, signal) => current().account(name, signal),
    accounts: (names) => current().accounts(names),
    label: (name, label) => current().label(name, label),
    serviceHost: (name, signal) => current().serviceHost(name, signal),
    reusable: (name, signal) => current().reusable(name, signal),
    reuse: (name, agreed, signal) => current().reuse(name, agreed, signal),
    signOut: (name, isEverywhere) => current().signOut(name, isEverywhere),
    onChange: (listener) => changes.on(listener),
    [Symbol.dispose]() {
      following[Symbol.dispose]();
      switching[Symbol.dispose]();
      changes.clear();
    },
  };
}
