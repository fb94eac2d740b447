import type { Services } from '../../host/services.ts';
import type { RegistryError } from '../../registry/registry-error.ts';
import { raise, type ContractFailure } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** The registry's failure as the contract carries it. */
export function contractFailure({ code, ...data }: RegistryError): ContractFailure {
  return { code, data };
}

/** Calls about server definitions. */
export const serverRoutes = ({
  servers,
  registry,
  profiles,
  care,
  readPaste,
}: Pick<Services, 'servers' | 'registry' | 'profiles' | 'care' | 'readPaste'>) => ({
  list: os.servers.list.handler(({ input, errors }) => {
    const { search, states, scope, cursor, limit } = input;
    const page = servers.list({ search, filter: { states, scope }, cursor, limit });
    if (!page.ok) raise(errors, { code: page.error.code, data: undefined });
    return { ...page.value, items: [...page.value.items] };
  }),
  get: os.servers.get.handler(({ input, errors }) => {
    const view = servers.viewOf(input.name);
    return view ?? raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
  }),
  parse: os.servers.parse.handler(({ input }) => readPaste(input.text)),
  preview: os.servers.preview.handler(({ input, errors }) => {
    if (input.name !== undefined && !registry.get(input.name)) {
      raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
    }
    const { preview, problems, questions } = registry.preview(input.draft, input.name);
    return { preview, problems: [...problems], questions: [...questions] };
  }),
  create: os.servers.create.handler(async ({ input, errors }) => {
    const created = await servers.create(input.draft, input.consent);
    if (!created.ok) raise(errors, contractFailure(created.error));
    return created.value;
  }),
  update: os.servers.update.handler(async ({ input, errors }) => {
    const { name, draft, ...options } = input;
    const updated = await servers.update(name, draft, options);
    if (!updated.ok) raise(errors, contractFailure(updated.error));
    return updated.value;
  }),
  setEnabled: os.servers.setEnabled.handler(async ({ input, errors }) => {
    const changed = await servers.setEnabled(input.name, input.enabled);
    if (!changed.ok) raise(errors, contractFailure(changed.error));
    return changed.value;
  }),
  remove: os.servers.remove.handler(async ({ input, errors }) => {
    const removed = await servers.remove(input.name);
    if (!removed.ok) raise(errors, contractFailure(removed.error));
    return {};
  }),
  inspect: os.servers.inspect.handler(async ({ input, errors, signal }) => {
    const inspected = await servers.inspect(input.name, { onlyFailed: false }, signal);
    if (!inspected.ok) raise(errors, inspected.error);
    return inspected.value;
  }),
  reinspect: os.servers.reinspect.handler(async ({ input, errors, signal }) => {
    const inspected = await servers.inspect(input.name, { onlyFailed: true }, signal);
    if (!inspected.ok) raise(errors, inspected.error);
    return inspected.value;
  }),
  consent: os.servers.consent.handler(async ({ input, errors }) => {
    const agreed = await servers.consent(input.name, input.consent);
    if (!agreed.ok) raise(errors, contractFailure(agreed.error));
    return agreed.value;
  }),
  allowRecipients: os.servers.allowRecipients.handler(async ({ input, errors }) => {
    const allowed = await servers.allowRecipients(input.name, input.recipients);
    if (!allowed.ok) raise(errors, contractFailure(allowed.error));
    return allowed.value;
  }),
  setAccess: os.servers.setAccess.handler(async ({ input, errors }) => {
    const set = await profiles.setAccess(input.name, input.scope, input.lostSignIns);
    if (!set.ok) raise(errors, contractFailure(set.error));
    return {};
  }),
  launchPreview: os.servers.launchPreview.handler(({ input, errors }) => {
    const definition = registry.get(input.name);
    if (!definition) raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
    return servers.previewOf(definition);
  }),
  report: os.servers.report.handler(async ({ input, errors }) => {
    const text = await care.reportOf(input.name);
    if (text === undefined) raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
    return { text };
  }),
});
