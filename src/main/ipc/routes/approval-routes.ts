import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import type { DeclaresNotFound } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls that wait for the person, and what they decide. */
export const approvalRoutes = ({
  registry,
  approvalDesk: desk,
  serverApprovals: approvals,
}: Pick<Services, 'registry' | 'approvalDesk' | 'serverApprovals'>) => {
  const mustExist = (errors: DeclaresNotFound, name: string): void => {
    if (!registry.get(name)) raise(errors, { code: 'NOT_FOUND', data: { name } });
  };
  return {
    waiting: os.approvals.waiting.handler(({ input }) => {
      const { ids, calls } = desk.calls(input.id);
      return { ids: [...ids], calls: [...calls] };
    }),
    argumentsFrom: os.approvals.argumentsFrom.handler(({ input }) => ({
      text: desk.argumentsFrom(input.call, input.from),
    })),
    answer: os.approvals.answer.handler(({ input }) => ({
      count: desk.answer(input.calls, input.answer),
    })),
    get: os.approvals.get.handler(({ input, errors }) => {
      mustExist(errors, input.name);
      return approvals.get(input.name);
    }),
    choose: os.approvals.choose.handler(({ input, errors }) => {
      mustExist(errors, input.name);
      return approvals.choose(input.name, input.choice, input.tools);
    }),
    believe: os.approvals.believe.handler(({ input, errors }) => {
      mustExist(errors, input.name);
      return approvals.believe(input.name, input.isBelieved);
    }),
    forget: os.approvals.forget.handler(({ input, errors }) => {
      mustExist(errors, input.name);
      return approvals.forget(input.name, input.caller, input.tool);
    }),
  };
};
