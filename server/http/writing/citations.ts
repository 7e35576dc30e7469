import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Db } from '#db/database';
import { readPlatforms } from '#db/directory';
import { listCitedSources } from '#db/statements';
import { hostsOf, isAllowedLink, PUBLIC_HOSTS } from '#server/contract/links';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import type { Refusal } from '../kit/problems';
import type { Writing } from './write';

/** Where readers may be led by somebody who is not the desk. `addresses`: cited by the desk, each as it stands. */
export type Citable = { hosts: ReadonlySet<string>; addresses: ReadonlySet<string> };

/** The directory's own sites, and the very pages that the desk has read: not all that lies beside those. */
export const readCitable = async (trx: Db): Promise<Citable> => {
  const own = (await readPlatforms(trx)).flatMap((each) => [each.website, each.professionalPortal]);
  return { hosts: hostsOf(own), addresses: new Set(await listCitedSources(trx)) };
};

export const isCitable = (url: string, { hosts, addresses }: Citable): boolean =>
  isAllowedLink(url, hosts) || addresses.has(url);

export const foreignLink = (pointer: string, link: string, { hosts }: Citable): Refusal => ({
  kind: 'not-acceptable',
  pointer,
  detail: `Le lien « ${link.slice(0, 200)} » mène hors des sites admis.`,
  cure: `Sites admis, en https : ${[...PUBLIC_HOSTS, ...hosts].sort().join(', ')}. Le bureau peut en admettre d’autres.`,
});

type CheckSource = (url: string | null, pointer?: string) => Promise<Result<null, Refusal>>;

/** Whether a writer may send readers to where it says it read something. The desk cites what it reads, wherever that is. */
export const sourceCheck = ({ trx, writer }: Pick<Writing, 'trx' | 'writer'>): CheckSource => {
  let citable: Promise<Citable> | null = null;
  return async (url, pointer = '/sourceUrl') => {
    if (url === null) return accept(null);
    if (!isWebAddress(url)) return refuse({ ...NO_ADDRESS, pointer });
    if (writer.organisation.kind === 'desk') return accept(null);
    citable ??= readCitable(trx);
    const known = await citable;
    return isCitable(url, known) ? accept(null) : refuse(foreignLink(pointer, url, known));
  };
};

/** Over https, and naming nobody before its host. */
const isWebAddress = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '';
};

const NO_ADDRESS = {
  kind: 'not-acceptable',
  detail: 'La source n’est pas une adresse https.',
  cure: 'Donnez l’adresse entière, qui commence par https://.',
} as const;

type Node = { type: string; url?: string; children?: readonly Node[] };

const parser = unified().use(remarkParse);

/** Where a Markdown text leads, in its order: links, references, addresses between « < » and « > », images. */
export const linksIn = (markdown: string): string[] => linksOf(parser.parse(markdown));

const linksOf = ({ url, children = [] }: Node): string[] => [
  ...(url === undefined ? [] : [url]),
  ...children.flatMap(linksOf),
];
