import type { PasteReading } from '../../shared/domain/server.ts';
import { isInstallLink } from './install-link.ts';
import { afterTrivia } from './json-trivia.ts';
import { isAddressText } from './read-url.ts';

/** Guesses what a text is from how it begins, without parsing it; `unknown` only when empty. */
export function detectFormat(text: string): PasteReading['format'] {
  const trimmed = text.trim();
  if (trimmed === '') return 'unknown';
  if (isInstallLink(trimmed)) return 'link';
  if (isAddressText(trimmed)) return 'url';
  const lines = significantLines(text);
  if (isToml(lines)) return 'toml';
  if (isJson(text)) return 'json';
  return isYaml(lines, text) ? 'yaml' : 'command';
}

/** The first lines that are neither empty nor a `#` comment. */
function significantLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.slice(0, 65_536).split('\n')) {
    const trimmed = line.trim();
    if (trimmed !== '' && !trimmed.startsWith('#') && trimmed !== '---') lines.push(line);
    if (lines.length === 50) break;
  }
  return lines;
}

const tomlTable = /^\s*\[{1,2}\s*[A-Za-z_"'][\w\s."'@/-]{0,200}\]{1,2}\s*(?:#.*)?$/;
const tomlPair = /^\s*[\w."'-]{1,200}\s*=\s*(?:["'[{]|true\b|false\b|[-+\d])/;

function isToml(lines: readonly string[]): boolean {
  const [first = '', second = ''] = lines;
  if (tomlTable.test(first))
    return second === '' ? /\bmcp/.test(first) : tomlPair.test(second) || tomlTable.test(second);
  // Without the spaces it is a shell's variable before a command.
  return /^\s*[\w."'-]{1,200} += /.test(first) && tomlPair.test(first);
}

function isJson(whole: string): boolean {
  const text = whole.replace(/^(?:[ \t]*(?:#[^\n]*)?\n)+/, '');
  const start = text.slice(afterTrivia(text)).slice(0, 1_000);
  return /^[{[]/.test(start) || /^["“][^"“”\n]*["”]\s*:/.test(start);
}

const yamlPair = /^\s*(?:-\s+)?["']?[A-Za-z_@$][\w .@/-]{0,100}["']?\s*:(?:\s|$)/;

const telltale =
  /^[ \t]*(?:-\s+)?["']?(?:mcp_?servers?|servers|context_servers|mcp|extensions|command|cmd|url|uri|args|packages|remotes)["']?\s*:/im;

/** “Note: do this” is prose; a configuration has a word of its trade before a colon, wherever. */
const isYaml = (lines: readonly string[], text: string): boolean =>
  yamlPair.test(lines[0] ?? '') && telltale.test(text);
