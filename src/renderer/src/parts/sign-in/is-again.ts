import type { Failure } from '../../../../shared/domain/failure.ts';

/** Whether a failure asks somebody to sign in who had tried or done so before. */
export function isAgain({ code }: Pick<Failure, 'code'>): boolean {
  return code !== 'HTTP_UNAUTHORIZED';
}
