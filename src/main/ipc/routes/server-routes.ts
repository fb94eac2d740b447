import type { Services } from '../../host/services.ts';
import { orRaise, raise } from '../contract-errors.ts';
import { os } from '../procedure.ts';

/** Calls about server definitions. */
export const serverRoutes = ({
  servers,
  registry,
  profiles,
  diagnostics,
  readPaste,
}: Pick<Services, 'servers' | 'registry' | 'profiles' | 'diagnostics' | 'readPaste'>) => ({
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
    return orRaise(await servers.create(input.draft, input.consent), errors);
  }),
  update: os.servers.update.handler(async ({ input, errors }) => {
    const { name, draft, ...options } = input;
    return orRaise(await servers.update(name, draft, options), errors);
  }),
  setEnabled: os.servers.setEnabled.handler(async ({ input, errors }) => {
    return orRaise(await servers.setEnabled(input.name, input.enabled), errors);
  }),
  setHandle: os.servers.setHandle.handler(async ({ input, errors }) => {
    return orRaise(await servers.setHandle(input.name, input.handle), errors);
  }),
  remove: os.servers.remove.handler(async ({ input, errors }) => {
    orRaise(await servers.remove(input.name), errors);
    return {};
  }),
  inspect: os.servers.inspect.handler(async ({ input, errors, signal }) => {
    return orRaise(await servers.inspect(input.name, signal), errors);
  }),
  reinspect: os.servers.reinspect.handler(async ({ input, errors, signal }) => {
    return orRaise(await servers.reinspect(input.name, signal), errors);
  }),
  consent: os.servers.consent.handler(async ({ input, errors }) => {
    return orRaise(await servers.consent(input.name, input.consent), errors);
  }),
  allowRecipients: os.servers.allowRecipients.handler(async ({ input, errors }) => {
    return orRaise(await servers.allowRecipients(input.name, input.recipients), errors);
  }),
  setAccess: os.servers.setAccess.handler(async ({ input, errors }) => {
    orRaise(await profiles.setAccess(input.name, input.scope, input.lostSignIns), errors);
    return {};
  }),
  launchPreview: os.servers.launchPreview.handler(({ input, errors }) => {
    const definition = registry.get(input.name);
    if (!definition) raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
    return servers.previewOf(definition);
  }),
  report: os.servers.report.handler(async ({ input, errors }) => {
    const text = await diagnostics.reportOf(input.name);
    if (text === undefined) raise(errors, { code: 'NOT_FOUND', data: { name: input.name } });
    return { text };
  }),
});
