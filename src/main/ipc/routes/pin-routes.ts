import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import type { DeclaresNotFound } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls about what is held back from apps. */
export const pinRoutes = ({ registry, pinDesk }: Pick<Services, 'registry' | 'pinDesk'>) => {
  const mustExist = (errors: DeclaresNotFound, name: string): void => {
    if (!registry.get(name)) raise(errors, { code: 'NOT_FOUND', data: { name } });
  };
  return {
    get: os.pins.get.handler(({ input, errors }) => {
      mustExist(errors, input.name);
      return pinDesk.held(input.name, input.most);
    }),
    accept: os.pins.accept.handler(({ input, errors }) => {
      mustExist(errors, input.name);
      return pinDesk.accept(input.name, input.ids);
    }),
    acceptAll: os.pins.acceptAll.handler(({ input, errors }) => {
      mustExist(errors, input.name);
      return pinDesk.acceptAll(input.name, input.all);
    }),
    keep: os.pins.keep.handler(({ input, errors }) => {
      mustExist(errors, input.name);
      return pinDesk.keep(input.name);
    }),
  };
};
