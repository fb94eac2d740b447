import type { PasteReading, Problem } from '../../../shared/domain/server.ts';
import { cleanText } from './clean-text.ts';
import { detectFormat } from './detect-format.ts';
import { readInstallLink } from './install-link.ts';
import { tooDeep } from './parsed-text.ts';
import { pasteError, pasteLimits } from './problem.ts';
import type { PasteContext } from './raw-server.ts';
import { readCommands } from './read-command.ts';
import type { PartReading } from './read-config.ts';
import { readConfig } from './read-config.ts';
import { readUrl } from './read-url.ts';

/**
 * Understands a pasted text: a command line, an address, a JSON, TOML or YAML configuration of any
 * known app, or an install link. Pure and bounded: never throws, fetches or runs anything, and
 * refuses more than 1 MiB or 64 levels of nesting. Every draft satisfies `serverDraftSchema`;
 * values that look like secrets come back as secrets, with their value, for the form that asked.
 * `home`, the person's home folder, replaces `~/` and `$HOME`; without it they stay.
 */
export function readPaste(text: string, options: { readonly home?: string } = {}): PasteReading {
  if (text.length > pasteLimits.maxCharacters)
    return failed(pasteError('TOO_LARGE', '', 'Expected a text of at most 1 MiB.'));
  try {
    return readBounded(text, { home: options.home, hints: new Map() });
  } catch (error) {
    // The parsers recurse; a nesting that slips past the bracket count ends their stack.
    if (error instanceof RangeError) return failed(tooDeep());
    throw error;
  }
}

const failed = (problem: Problem): PasteReading => ({
  format: 'unknown',
  servers: [],
  problems: [problem],
});

function readBounded(pasted: string, context: PasteContext): PasteReading {
  const clean = cleanText(pasted);
  const { text } = clean;
  const format = detectFormat(text);
  const part = readAs(format, text, context);
  if (part === undefined) return failed(text.trim() === '' ? empty() : notUnderstood());
  return { format, servers: part.servers, problems: [...clean.problems, ...part.problems] };
}

function readAs(
  format: PasteReading['format'],
  text: string,
  context: PasteContext,
): PartReading | undefined {
  switch (format) {
    case 'link':
      return readInstallLink(text.trim(), context);
    case 'url':
      return readUrl(text.trim(), context);
    case 'json':
    case 'toml':
    case 'yaml':
      return readConfig(text, format, context);
    case 'command':
      return readCommands(text, context);
    case 'unknown':
      return undefined;
  }
}

const empty = (): Problem =>
  pasteError('EMPTY', '', 'Expected a command, an address, a configuration or an install link.');

const notUnderstood = (): Problem =>
  pasteError(
    'NOT_UNDERSTOOD',
    '',
    'Expected a command (npx -y some-server), an address (https://example.com/mcp), a JSON, TOML or YAML snippet, or an install link.',
  );
