import type { Services } from '../../host/services.ts';
import { orRaise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls about profiles. */
export const profileRoutes = ({ profiles }: Pick<Services, 'profiles'>) => ({
  create: os.profiles.create.handler(async ({ input, errors }) =>
    orRaise(await profiles.create(input.draft), errors),
  ),
  update: os.profiles.update.handler(async ({ input, errors }) =>
    orRaise(await profiles.update(input.id, input.draft), errors),
  ),
  duplicate: os.profiles.duplicate.handler(async ({ input, errors }) =>
    orRaise(await profiles.duplicate(input.id, input.draft), errors),
  ),
  removal: os.profiles.removal.handler(async ({ input, errors }) =>
    orRaise(await profiles.removalOf(input.id), errors),
  ),
  remove: os.profiles.remove.handler(async ({ input, errors }) =>
    orRaise(await profiles.remove(input.id), errors),
  ),
  setFavorites: os.profiles.setFavorites.handler(async ({ input, errors }) =>
    orRaise(await profiles.setFavorites(input.names, input.isFavorite), errors),
  ),
  setOrder: os.profiles.setOrder.handler(async ({ input, errors }) =>
    orRaise(await profiles.setOrder(input.names), errors),
  ),
  elsewhere: os.profiles.elsewhere.handler(() => [...profiles.elsewhere()]),
  activate: os.profiles.activate.handler(async ({ input, errors }) =>
    orRaise(await profiles.activate(input.id), errors),
  ),
});
