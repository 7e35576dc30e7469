import rehypeSanitize from 'rehype-sanitize';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { isAllowedLink } from '#server/contract/links';
import { typeset } from '../words/typography';
import { PROSE_TAGS, type Prose, type ProseTag } from './notice.page';

type Node = {
  type: string;
  value?: string;
  tagName?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
};

/** HTML written in the text is no HTML: it is read as it was typed. */
const rawAsText = () => (tree: Node) => {
  const visit = (node: Node) => {
    if (node.type === 'html') node.type = 'text';
    node.children?.forEach(visit);
  };
  tree.children = tree.children?.map((block) =>
    block.type === 'html' ? { type: 'paragraph', children: [block] } : block,
  );
  visit(tree);
};

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/** Any address passes here, to be shown; which may be followed is decided below. */
const SCHEMA = {
  tagNames: [...PROSE_TAGS, ...HEADINGS, 'pre', 'img'],
  attributes: { a: ['href'], img: ['src', 'alt'], ol: ['start'] },
  protocols: {},
};

const processor = unified().use(remarkParse).use(rawAsText).use(remarkRehype).use(rehypeSanitize, SCHEMA);

/** A notice's Markdown, ready to be shown. `hosts`: of the directory, beside the public ones. */
export const readProse = (markdown: string, hosts: ReadonlySet<string>): Prose[] => {
  const tree: Node = processor.runSync(processor.parse(markdown));
  return childrenOf(tree, hosts);
};

const childrenOf = ({ children = [] }: Node, hosts: ReadonlySet<string>): Prose[] =>
  children.filter(({ value }) => value !== '\n').flatMap((child) => proseOf(child, hosts));

const proseOf = (node: Node, hosts: ReadonlySet<string>): Prose[] => {
  if (node.type === 'text') return [typeset(node.value ?? '')];
  const { tagName = '', properties = {} } = node;
  const children = childrenOf(node, hosts);
  if (tagName === 'a') return linkOf(String(properties.href ?? ''), children, hosts);
  if (tagName === 'img') return [`${properties.alt ?? ''} (${properties.src ?? ''})`.trim()];
  const tag = tagOf(tagName);
  const { start } = properties;
  if (tag === null) return children;
  return [{ tag, ...(typeof start === 'number' ? { start } : {}), children }];
};

const tagOf = (name: string): ProseTag | null => {
  if (HEADINGS.includes(name)) return 'h3';
  return name === 'pre' ? 'p' : (PROSE_TAGS.find((tag) => tag === name) ?? null);
};

/** The address is always in sight, so that no link says one thing and leads to another. */
const linkOf = (href: string, children: readonly Prose[], hosts: ReadonlySet<string>): Prose[] => {
  const isPlain = bare(children.map(textOf).join('')) === bare(href);
  const shown = isPlain ? children : [...children, ` (${href})`];
  return isAllowedLink(href, hosts) ? [{ tag: 'a', href, children: shown }] : [...shown];
};

const bare = (address: string): string => address.replace(/^(https?:\/\/|mailto:)/, '').replace(/\/$/, '');

const textOf = (piece: Prose): string =>
  typeof piece === 'string' ? piece : piece.children.map(textOf).join('');
