import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { HashText } from '../../shared/domain/handle.ts';
import { isToolOff } from '../../shared/domain/tool-off.ts';
import type { ToolRules } from '../../shared/domain/tool-rules.ts';
import type { ServerCatalog } from '../catalog/server-catalog.ts';
import { publicNames } from './public-names.ts';
import { ownUri, withPublicUris } from './public-uris.ts';

/** What one server offers, as it was last seen; null when it was never seen. */
export interface OfferingServer {
  readonly name: string;
  readonly handle: string;
  readonly catalog: ServerCatalog | null;
}

/** One entry of a list an app is given, and whose it is. */
export interface OfferedItem {
  readonly server: string;
  readonly handle: string;
  /** As the server calls it. */
  readonly own: string;
  /** As the server sent it, under its public name. */
  readonly item: JsonObject;
  /** As the server sent it, and as it was agreed to. */
  readonly raw: JsonObject;
  /** Arguments that are set for the app, which it does not send. */
  readonly fixed?: JsonObject;
}

/** All that one app may use, under the names it is given. */
export interface Offer {
  readonly tools: ReadonlyMap<string, OfferedItem>;
  readonly prompts: ReadonlyMap<string, OfferedItem>;
  readonly resources: readonly JsonObject[];
  readonly resourceTemplates: readonly JsonObject[];
  /** Names of servers by handle. */
  readonly servers: ReadonlyMap<string, string>;
  /** The one server whose names are untouched; undefined when it is all of them. */
  readonly only?: string;
}

/** What a server offers without the tools that its rules keep from apps. */
export function withoutOff(
  catalog: ServerCatalog | null,
  rules: ToolRules | undefined,
): ServerCatalog | null {
  if (catalog === null || rules === undefined) return catalog;
  return { ...catalog, tools: catalog.tools.filter(({ raw }) => !isToolOff(rules, ownName(raw))) };
}

/** The server an address in this offer belongs to, and its own address there. */
export function ownerOf(
  offer: Offer,
  address: string,
): { readonly server: string; readonly handle: string; readonly uri: string } | undefined {
  if (offer.only !== undefined) return { server: offer.only, handle: '', uri: address };
  const means = ownUri(address);
  const server = means && offer.servers.get(means.handle);
  return means === undefined || server === undefined ? undefined : { ...means, server };
}

/** The offer of all `servers` together. */
export function offerOfAll(servers: readonly OfferingServer[], hash: HashText): Offer {
  const named = (kind: 'tools' | 'prompts') => {
    const items = servers.flatMap(({ name, handle, catalog }) =>
      (catalog?.[kind] ?? []).map(({ raw }) => ({
        server: name,
        handle,
        own: ownName(raw),
        raw,
      })),
    );
    const offered = new Map<string, OfferedItem>();
    for (const [publicName, { server, handle, own, raw }] of publicNames(items, hash)) {
      const item = { ...withPublicUris(handle, raw), name: publicName };
      offered.set(publicName, { server, handle, own, item, raw });
    }
    return offered;
  };
  const addressed = (kind: 'resources' | 'resourceTemplates') =>
    servers.flatMap(({ handle, catalog }) =>
      (catalog?.[kind] ?? []).map(({ raw }) => withPublicUris(handle, raw)),
    );
  return {
    tools: named('tools'),
    prompts: named('prompts'),
    resources: addressed('resources'),
    resourceTemplates: addressed('resourceTemplates'),
    servers: new Map(servers.map(({ handle, name }) => [handle, name])),
  };
}

/** The offer of one server, with its own names and addresses. */
export function offerOfOne({ name, handle, catalog }: OfferingServer): Offer {
  const named = (kind: 'tools' | 'prompts') =>
    new Map(
      (catalog?.[kind] ?? []).map(({ raw }): [string, OfferedItem] => [
        ownName(raw),
        { server: name, handle, own: ownName(raw), item: raw, raw },
      ]),
    );
  return {
    tools: named('tools'),
    prompts: named('prompts'),
    resources: (catalog?.resources ?? []).map(({ raw }) => raw),
    resourceTemplates: (catalog?.resourceTemplates ?? []).map(({ raw }) => raw),
    servers: new Map([[handle, name]]),
    only: name,
  };
}

/** What is known of an entry is not made for its name alone; that was checked to be a text. */
const ownName = ({ name }: JsonObject): string => (typeof name === 'string' ? name : '');
