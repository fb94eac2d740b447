import type { PasteReading, ServerDraft } from '../../shared/domain/server.ts';
import { programName } from '../registry/launch-warnings.ts';
import { packageRunBy } from '../registry/package-runner.ts';

/**
 * What tells that two pieces of one text mean the same server: its title, however it is spelled, and
 * the package or module that is run, whatever runs it. A bridge says nothing about what is behind it.
 */
export function namesOf({ title, transport }: ServerDraft): readonly string[] {
  const product = productOf(transport);
  return [`title ${plain(title)}`, ...(product === undefined ? [] : [`product ${product}`])];
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const bridges = /^(?:mcp-remote|supergateway|mcp-proxy)$/;

function productOf(transport: ServerDraft['transport']): string | undefined {
  if (transport.type !== 'stdio') return undefined;
  const { command, args } = transport;
  const program = programName(command);
  const isModule = /^python[\d.]*$|^py$/.test(program) && args[0] === '-m';
  const spec = isModule ? args[1] : packageRunBy(program, args);
  const name = spec?.replace(/^@[^/]+\//, '').replace(/(?<=.)(?:@|==).*$/, '');
  if (name === undefined || bridges.test(name) || plain(name) === '') return undefined;
  return plain(name);
}

/**
 * Readings in their order, but a command alone comes behind a configuration of the same server: that
 * is what its README means for an app, the command is for a terminal.
 */
export function configurationsFirst(readings: readonly PasteReading[]): readonly PasteReading[] {
  const products = ({ servers }: PasteReading): readonly string[] =>
    servers.flatMap(({ draft }) => productOf(draft.transport) ?? []);
  const configured = new Set(
    readings.filter(({ format }) => format !== 'command').flatMap(products),
  );
  const isLater = (one: PasteReading): boolean =>
    one.format === 'command' && products(one).some((product) => configured.has(product));
  return [...readings.filter((one) => !isLater(one)), ...readings.filter(isLater)];
}
