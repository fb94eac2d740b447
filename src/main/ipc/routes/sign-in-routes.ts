import type { Services } from '../../host/services.ts';
import { notSaved, raise } from '../contract-errors.ts';
import type { DeclaresNotFound } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Whoever passes no signal waits for the end. */
const never = new AbortController().signal;

/** Signing in, staying so and signing out. No token ever comes out of these. */
export const signInRoutes = ({ registry, signIns }: Pick<Services, 'registry' | 'signIns'>) => {
  const mustExist = (errors: DeclaresNotFound, name: string): void => {
    if (!registry.get(name)) raise(errors, { code: 'NOT_FOUND', data: { name } });
  };
  return {
    begin: os.signIn.begin.handler(async ({ input, errors, signal }) => {
      const { name, ...options } = input;
      mustExist(errors, name);
      const begun = await signIns.begin(name, options, signal);
      if (!begun.ok) raise(errors, { code: 'SIGN_IN_FAILED', data: { failure: begun.error } });
      return begun.value;
    }),
    link: os.signIn.link.handler(async ({ input, errors }) => {
      mustExist(errors, input.name);
      return { url: await signIns.link(input.name) };
    }),
    cancel: os.signIn.cancel.handler(async ({ input, errors }) => {
      mustExist(errors, input.name);
      return { isCancelled: await signIns.cancel(input.name) };
    }),
    finish: os.signIn.finish.handler(async ({ input, errors }) => {
      const finished = await signIns.finish(input.url, 'paste');
      if (!finished.ok) raise(errors, { code: 'ANSWER_REFUSED', data: finished.error });
      return finished.value;
    }),
    account: os.signIn.account.handler(async ({ input, errors, signal }) => {
      mustExist(errors, input.name);
      return signIns.account(input.name, signal ?? never);
    }),
    accounts: os.signIn.accounts.handler(async () =>
      signIns.accounts(registry.list().map(({ name }) => name)),
    ),
    label: os.signIn.label.handler(async ({ input, errors }) => {
      mustExist(errors, input.name);
      const labelled = await signIns.label(input.name, input.label);
      if (labelled.ok) return { isKept: labelled.value };
      raise(errors, notSaved(labelled.error));
    }),
    service: os.signIn.service.handler(async ({ input, errors, signal }) => {
      mustExist(errors, input.name);
      return { host: (await signIns.serviceHost(input.name, signal ?? never)) ?? null };
    }),
    reusable: os.signIn.reusable.handler(async ({ input, errors, signal }) => {
      mustExist(errors, input.name);
      const found = await signIns.reusable(input.name, signal ?? never);
      return { signIns: found.map((one) => ({ ...one, scopes: [...one.scopes] })) };
    }),
    reuse: os.signIn.reuse.handler(async ({ input, errors, signal }) => {
      const { name, ...agreed } = input;
      mustExist(errors, name);
      const reused = await signIns.reuse(name, agreed, signal ?? never);
      if (!reused.ok) raise(errors, { code: 'SIGN_IN_FAILED', data: { failure: reused.error } });
      return {};
    }),
    signOut: os.signIn.signOut.handler(async ({ input, errors }) => {
      mustExist(errors, input.name);
      await signIns.signOut(input.name, input.isEverywhere);
      return {};
    }),
  };
};
