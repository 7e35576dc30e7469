import remarkParse from 'remark-parse';
import { unified } from 'unified';

type Node = { type: string; url?: string; children?: readonly Node[] };

const parser = unified().use(remarkParse);

/** Where a Markdown text leads, in its order: links, references, addresses between « < » and « > », images. */
export const linksIn = (markdown: string): string[] => linksOf(parser.parse(markdown));

const linksOf = ({ url, children = [] }: Node): string[] => [
  ...(url === undefined ? [] : [url]),
  ...children.flatMap(linksOf),
];
