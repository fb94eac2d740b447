import { parseUrl } from '../../../../shared/util/parse-url.ts';

/** Where most servers listen for MCP at an address that names no path. */
const usualPath = '/mcp';

/** The address of MCP at an address a program says it listens at. */
export function endpointAt(address: string): string {
  const url = parseUrl(address);
  if (url === undefined) return address;
  if (url.pathname === '/') url.pathname = usualPath;
  return url.href;
}
