import type { Services } from '../../host/services.ts';
import { raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls about what in the words of servers is worth a look. */
export const cautionRoutes = ({ registry, cautions }: Pick<Services, 'registry' | 'cautions'>) => ({
  of: os.cautions.of.handler(({ input: { name }, errors }) => {
    if (!registry.get(name)) raise(errors, { code: 'NOT_FOUND', data: { name } });
    return cautions.of(name).then((found) => [...found]);
  }),
  items: os.cautions.items.handler(() => cautions.items().then((found) => [...found])),
});
