import type { Result } from '../../../shared/util/result.ts';
import type { Services } from '../../host/services.ts';
import type { ProfileError } from '../../profiles/profile-book.ts';
import type { RegistryError } from '../../registry/registry-error.ts';
import { raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

type Errors = Parameters<typeof raise>[0];

function valueOf<T>(result: Result<T, ProfileError | RegistryError>, errors: Errors): T {
  if (result.ok) return result.value;
  const { code, ...data } = result.error;
  return raise(errors, { code, data });
}

/** Calls about profiles. */
export const profileRoutes = ({ profiles }: Pick<Services, 'profiles'>) => ({
  create: os.profiles.create.handler(async ({ input, errors }) =>
    valueOf(await profiles.create(input.draft), errors),
  ),
  update: os.profiles.update.handler(async ({ input, errors }) =>
    valueOf(await profiles.update(input.id, input.draft), errors),
  ),
  duplicate: os.profiles.duplicate.handler(async ({ input, errors }) =>
    valueOf(await profiles.duplicate(input.id, input.draft), errors),
  ),
  removal: os.profiles.removal.handler(async ({ input, errors }) =>
    valueOf(await profiles.removalOf(input.id), errors),
  ),
  remove: os.profiles.remove.handler(async ({ input, errors }) =>
    valueOf(await profiles.remove(input.id), errors),
  ),
  elsewhere: os.profiles.elsewhere.handler(() => [...profiles.elsewhere()]),
  activate: os.profiles.activate.handler(async ({ input, errors }) =>
    valueOf(await profiles.activate(input.id), errors),
  ),
});
