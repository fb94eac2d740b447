import './markdown.css';

import { parser, RuleType } from 'markdown-to-jsx';
import type { MarkdownToJSX } from 'markdown-to-jsx';
import { createElement, Fragment, useMemo, useState } from 'react';
import type { ReactNode } from 'react';

import { useTexts } from '../../i18n/use-texts.ts';
import { LinkDialog } from './link-dialog.tsx';
import { resultTexts } from './result-texts.ts';

type Node = MarkdownToJSX.ASTNode;

/** What drawing a text needs to know on its way down. */
interface Drawing {
  readonly onLink: (address: string) => void;
  readonly picture: (alt: string) => string;
  /** Level of the last heading; none may be skipped. */
  level: number;
}

/** Deeper than this nobody nests on purpose. */
const maxDepth = 40;
const formats: ReadonlySet<string> = new Set(['strong', 'em', 'del', 'mark']);

/**
 * A server's text laid out as Markdown. Only the elements drawn here exist: markup in the text stays
 * text, nothing is loaded from anywhere, and a link shows its whole address before it opens.
 */
export function MarkdownView({ text }: { text: string }) {
  const t = useTexts(resultTexts);
  const [address, setAddress] = useState<string | null>(null);
  const nodes = useMemo(
    () =>
      parser(text, {
        disableParsingRawHTML: true,
        // The address is shown as it is, and vetted where it would be opened.
        sanitizer: (value) => value,
      }),
    [text],
  );
  const drawn = useMemo(() => {
    const picture = (alt: string) => t('markdown.picture', { alt });
    return draw(nodes, { onLink: setAddress, picture, level: 2 }, 0);
  }, [nodes, t]);
  return (
    <div className="pb-markdown" role="group" aria-label={t('markdown.label')} tabIndex={0}>
      {drawn}
      {address !== null && <LinkDialog address={address} onClose={() => setAddress(null)} />}
    </div>
  );
}

function draw(nodes: readonly Node[], to: Drawing, depth: number): ReactNode {
  if (depth > maxDepth) return '…';
  return nodes.map((node, index) => (
    <Fragment key={index}>{drawOne(node, to, depth + 1)}</Fragment>
  ));
}

function drawOne(node: Node, to: Drawing, depth: number): ReactNode {
  const inside = (nodes: readonly Node[]) => draw(nodes, to, depth);
  switch (node.type) {
    case RuleType.text:
      return node.text;
    case RuleType.paragraph:
      return <p>{inside(node.children)}</p>;
    case RuleType.heading:
      return heading(node, to, depth);
    case RuleType.textFormatted:
      return formats.has(node.tag)
        ? createElement(node.tag, null, inside(node.children))
        : inside(node.children);
    case RuleType.codeInline:
      return <code>{node.text}</code>;
    case RuleType.codeBlock:
    case RuleType.frontmatter:
      return (
        <pre>
          <code>{node.text}</code>
        </pre>
      );
    case RuleType.blockQuote:
      return <blockquote>{inside(node.children)}</blockquote>;
    case RuleType.breakLine:
      return <br />;
    case RuleType.breakThematic:
      return <hr />;
    case RuleType.gfmTask:
      return node.completed ? '☑ ' : '☐ ';
    case RuleType.orderedList:
      return <ol start={node.start}>{items(node.items, inside)}</ol>;
    case RuleType.unorderedList:
      return <ul>{items(node.items, inside)}</ul>;
    case RuleType.table:
      return table(node, inside);
    case RuleType.link:
      return link(node.target ?? '', inside(node.children), to);
    case RuleType.image:
      return link(node.target ?? '', to.picture(node.alt ?? ''), to);
    case RuleType.htmlBlock:
    case RuleType.htmlSelfClosing:
      // It is not read as markup, so there is none; if there were, it would be its words.
      return 'children' in node && node.children !== undefined ? inside(node.children) : null;
    default:
      return null;
  }
}

function heading(node: MarkdownToJSX.HeadingNode, to: Drawing, depth: number): ReactNode {
  to.level = Math.min(6, node.level + 2, to.level + 1);
  return createElement(`h${String(to.level)}`, null, draw(node.children, to, depth));
}

function items(all: readonly (readonly Node[])[], inside: (nodes: readonly Node[]) => ReactNode) {
  return all.map((nodes, index) => <li key={index}>{inside(nodes)}</li>);
}

function table(
  { header, cells }: MarkdownToJSX.TableNode,
  inside: (nodes: readonly Node[]) => ReactNode,
): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          {header.map((nodes, index) => (
            <th key={index} scope="col">
              {inside(nodes)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {cells.map((row, at) => (
          <tr key={at}>
            {row.map((nodes, index) => (
              <td key={index}>{inside(nodes)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function link(address: string, words: ReactNode, { onLink }: Drawing): ReactNode {
  return (
    <button
      type="button"
      className="pb-plain pb-markdown-link"
      title={address}
      onClick={() => onLink(address)}
    >
      {words}
    </button>
  );
}
