import type { Host } from '../../host/host.ts';
import type { RegistryError } from '../../registry/registry-error.ts';
import { raise, type ContractFailure } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** The registry's failure as the contract carries it. */
export function contractFailure({ code, ...data }: RegistryError): ContractFailure {
  return { code, data };
}

/** Calls about server definitions. */
export const serverRoutes = (host: Host) => ({
  list: os.servers.list.handler(({ input, errors }) => {
    const { search, states, scope, cursor, limit } = input;
    const page = host.listServers({ search, filter: { states, scope }, cursor, limit });
    if (!page.ok) raise(errors, { code: page.error.code, data: undefined });
    return { ...page.value, items: [...page.value.items] };
  }),
  get: os.servers.get.handler(({ input, errors }) => {
    const view = host.viewOf(input.name);
    return view ?? raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
  }),
  parse: os.servers.parse.handler(({ input }) => host.readPaste(input.text)),
  preview: os.servers.preview.handler(({ input, errors }) => {
    if (input.name !== undefined && !host.registry.get(input.name)) {
      raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
    }
    const { preview, problems, questions } = host.registry.preview(input.draft, input.name);
    return { preview, problems: [...problems], questions: [...questions] };
  }),
  create: os.servers.create.handler(async ({ input, errors }) => {
    const created = await host.createServer(input.draft, input.consent);
    if (!created.ok) raise(errors, contractFailure(created.error));
    return created.value;
  }),
  update: os.servers.update.handler(async ({ input, errors }) => {
    const { name, draft, ...options } = input;
    const updated = await host.updateServer(name, draft, options);
    if (!updated.ok) raise(errors, contractFailure(updated.error));
    return updated.value;
  }),
  setEnabled: os.servers.setEnabled.handler(async ({ input, errors }) => {
    const changed = await host.setEnabled(input.name, input.enabled);
    if (!changed.ok) raise(errors, contractFailure(changed.error));
    return changed.value;
  }),
  remove: os.servers.remove.handler(async ({ input, errors }) => {
    const removed = await host.removeServer(input.name);
    if (!removed.ok) raise(errors, contractFailure(removed.error));
    return {};
  }),
  inspect: os.servers.inspect.handler(async ({ input, errors, signal }) => {
    const inspected = await host.inspect(input.name, { onlyFailed: false }, signal);
    if (!inspected.ok) raise(errors, inspected.error);
    return inspected.value;
  }),
  reinspect: os.servers.reinspect.handler(async ({ input, errors, signal }) => {
    const inspected = await host.inspect(input.name, { onlyFailed: true }, signal);
    if (!inspected.ok) raise(errors, inspected.error);
    return inspected.value;
  }),
  consent: os.servers.consent.handler(async ({ input, errors }) => {
    const agreed = await host.consent(input.name, input.consent);
    if (!agreed.ok) raise(errors, contractFailure(agreed.error));
    return agreed.value;
  }),
  allowRecipients: os.servers.allowRecipients.handler(async ({ input, errors }) => {
    const allowed = await host.allowRecipients(input.name, input.recipients);
    if (!allowed.ok) raise(errors, contractFailure(allowed.error));
    return allowed.value;
  }),
  setAccess: os.servers.setAccess.handler(async ({ input, errors }) => {
    const set = await host.profiles.setAccess(input.name, input.scope, input.lostSignIns);
    if (!set.ok) raise(errors, contractFailure(set.error));
    return {};
  }),
  launchPreview: os.servers.launchPreview.handler(({ input, errors }) => {
    const definition = host.registry.get(input.name);
    if (!definition) raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
    return host.previewOf(definition);
  }),
  report: os.servers.report.handler(async ({ input, errors }) => {
    const text = await host.care.reportOf(input.name);
    if (text === undefined) raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
    return { text };
  }),
});
