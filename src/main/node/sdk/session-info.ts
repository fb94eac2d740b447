import type { CatalogKind } from '../../../shared/domain/catalog.ts';
import type { SessionInfo } from '../../connections/session.ts';
import { cutText } from '../../../shared/util/fit-text.ts';
import type { AnswerCover } from './answer-cover.ts';
import type { Link } from './establish.ts';
import { modernVersion } from './sdk-module.ts';

const maxNameChars = 200;

/** What the handshake of `link` told, in the domain's words and without secrets. */
export function sessionInfo(link: Link, answers: AnswerCover): SessionInfo {
  const { client, wire, era } = link;
  const capabilities = client.getServerCapabilities() ?? {};
  // Covered before it is cut, so that no cut leaves half of a secret behind.
  const server = answers.cover(client.getServerVersion());
  const offers: CatalogKind[] = [];
  if (capabilities.tools) offers.push('tools');
  if (capabilities.resources) offers.push('resources', 'resourceTemplates');
  if (capabilities.prompts) offers.push('prompts');
  return {
    era,
    protocolVersion: client.getNegotiatedProtocolVersion() ?? modernVersion,
    serverInfo: {
      // A modern server may stay anonymous.
      name: cutText(server?.name ?? '', maxNameChars),
      version: cutText(server?.version ?? '', maxNameChars),
      title: server?.title === undefined ? undefined : cutText(server.title, maxNameChars),
    },
    instructions: answers.cover(client.getInstructions()),
    offers,
    supportsCompletion: capabilities.completions !== undefined,
    pid: wire.pid(),
  };
}
