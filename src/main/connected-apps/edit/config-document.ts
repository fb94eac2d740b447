import type { Node, ParseError } from 'jsonc-parser';
import { parseTree, printParseErrorCode } from 'jsonc-parser';
import { parse, TomlError } from 'smol-toml';
import type { Document } from 'yaml';
import { parseDocument } from 'yaml';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { bracketDepth } from '../../config-formats/config-node.ts';
import { createLineIndex } from '../../config-formats/line-index.ts';
import type { JsonDialect } from '../../config-formats/json-dialect.ts';
import type { ConfigFormat } from '../../config-formats/read-config.ts';
import type { PlainValue } from './plain-value.ts';
import { plainOf } from './plain-value.ts';
import type { EditRefusal } from './text-edit.ts';

/** A settings file that was read without any repair. */
export type ConfigDocument = { readonly text: string; readonly plain: PlainValue } & (
  | { readonly format: 'json'; readonly root: Node | undefined }
  | { readonly format: 'toml' }
  | { readonly format: 'yaml'; readonly document: Document }
);

const maxDepth = 500;

/**
 * Reads a text as strictly as its app does, which takes `json` where it is JSON; nothing is repaired.
 */
export function readDocument(
  text: string,
  format: ConfigFormat,
  json: JsonDialect = 'with-both',
): Result<ConfigDocument, EditRefusal> {
  if (bracketDepth(text) > maxDepth) return err({ code: 'CONFIG_SHAPE', detail: 'nesting' });
  try {
    if (format === 'json') return jsonDocument(text, json);
    return format === 'toml' ? tomlDocument(text) : yamlDocument(text);
  } catch (error) {
    // The parsers recurse; brackets are not all that nests.
    if (error instanceof RangeError) return err({ code: 'CONFIG_SHAPE', detail: 'nesting' });
    throw error;
  }
}

function jsonDocument(text: string, json: JsonDialect): Result<ConfigDocument, EditRefusal> {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, {
    allowTrailingComma: json === 'with-both',
    disallowComments: json === 'plain',
    allowEmptyContent: true,
  });
  const [first] = errors;
  if (first !== undefined)
    return err(invalid(text, first.offset, printParseErrorCode(first.error)));
  return ok({ format: 'json', text, root, plain: root === undefined ? null : plainNode(root) });
}

function plainNode({ type, children = [], value }: Node): PlainValue {
  if (type === 'array') return { list: children.map(plainNode) };
  if (type !== 'object') return plainOf(value);
  return {
    map: children.flatMap(({ children: [key, one] = [] }) =>
      key === undefined || one === undefined ? [] : [[String(key.value), plainNode(one)] as const],
    ),
  };
}

function tomlDocument(text: string): Result<ConfigDocument, EditRefusal> {
  try {
    return ok({ format: 'toml', text, plain: plainOf(parse(text, { integersAsBigInt: true })) });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const detail = (error.message.split('\n')[0] ?? '').slice(0, 200);
    return err({ code: 'CONFIG_INVALID', detail, line: error.line, column: error.column });
  }
}

function yamlDocument(text: string): Result<ConfigDocument, EditRefusal> {
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  const [first] = document.errors;
  if (first?.code === 'DUPLICATE_KEY') return err({ code: 'CONFIG_DUPLICATE_KEY', detail: '' });
  if (first !== undefined) return err(invalid(text, first.pos[0], first.code));
  try {
    const plain = plainOf(document.toJS({ mapAsMap: true, maxAliasCount: 100 }));
    return ok({ format: 'yaml', text, document, plain });
  } catch (error) {
    // An alias to nothing, or aliases that stand for too much.
    if (error instanceof ReferenceError) return err(invalid(text, 0, 'BAD_ALIAS'));
    throw error;
  }
}

function invalid(text: string, offset: number, detail: string): EditRefusal {
  const lines = createLineIndex(text);
  const at = Math.min(offset, text.length);
  return { code: 'CONFIG_INVALID', detail, line: lines.lineAt(at), column: lines.columnAt(at) };
}
