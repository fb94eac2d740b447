import type { JsonObject } from '../../shared/domain/catalog.ts';
import { isObject } from '../../shared/util/is-object.ts';
import type { ServerRequest } from '../sessions/request-options.ts';

/**
 * Whether an app with these capabilities answers such a question of a server (2025-11-25 and
 * 2026-07-28, client features). A bare `elicitation` means forms, as before there were modes.
 */
export function canAnswer(capabilities: JsonObject, { method, params }: ServerRequest): boolean {
  const { elicitation, sampling, roots } = capabilities;
  switch (method) {
    case 'elicitation/create':
      return isObject(elicitation) && hasMode(elicitation, params['mode']);
    case 'sampling/createMessage':
      return isObject(sampling) && (!usesTools(params) || isObject(sampling['tools']));
    case 'roots/list':
      return isObject(roots);
    default:
      return false;
  }
}

function hasMode(elicitation: JsonObject, mode: unknown): boolean {
  if (mode === 'url') return isObject(elicitation['url']);
  return isObject(elicitation['form']) || elicitation['url'] === undefined;
}

const usesTools = (params: JsonObject): boolean =>
  params['tools'] !== undefined || params['toolChoice'] !== undefined;
