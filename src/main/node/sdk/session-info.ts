import type { CatalogKind, JsonObject } from '../../../shared/domain/catalog.ts';
import type { SessionInfo } from '../../sessions/session.ts';
import { noteLine } from '../../activity/note-line.ts';
import { cutText } from '../../../shared/util/fit-text.ts';
import type { AnswerCover } from './answer-cover.ts';
import { isJsonObject } from './raw-answer.ts';
import type { Link } from './establish.ts';
import { modernVersion } from './sdk-module.ts';
import type { RedactingObserver } from './redacting-observer.ts';
import { exceedsBytes } from './size-limit.ts';

const maxNameChars = 200;

/** Capabilities are a handful of flags; what is larger says nothing and is not kept. */
const maxCapabilityBytes = 256 * 1024;

/**
 * What the handshake of `link` told, in the domain's words and without secrets. Capabilities that
 * are too large to keep are left out with a note in the log.
 */
export function sessionInfo(
  link: Link,
  { answers, log }: Pick<RedactingObserver, 'answers' | 'log'>,
): SessionInfo {
  const { client, wire, era, greeting } = link;
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
    capabilities: capabilitiesOf(greeting, answers, log),
    offers,
    supportsCompletion: capabilities.completions !== undefined,
    pid: wire.pid(),
  };
}

function capabilitiesOf(
  greeting: JsonObject,
  answers: AnswerCover,
  log: RedactingObserver['log'],
): JsonObject {
  const { capabilities } = greeting;
  if (!isJsonObject(capabilities)) return {};
  if (!exceedsBytes(capabilities, maxCapabilityBytes)) return answers.cover(capabilities);
  log(noteLine({ key: 'note.capabilitiesTooLong' }));
  return {};
}
