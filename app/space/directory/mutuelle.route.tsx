import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useSearchParams } from '@remix-run/react';
import type { Client } from '#server/client';
import type { AuditRow } from '#server/contract/accounts';
import type { MutuelleRecord } from '#server/contract/mutuelles';
import { ask } from '../../client/ask';
import { directoryActionOf, doneWords, proposedWords } from '../../words/space-directory';
import { spaceTitle, titleWords } from '../../words/space-form';
import { outOfScopeWords } from '../../words/space-organisations';
import { localOf } from '../form/readings';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { linesIn, textIn, ticksIn } from '../form/typed';
import { isDesk, keepersOnly, outOfScope, readyFor, spaceLoader, type Writer } from '../writer';
import { conventionKey } from './conventions-table';
import { MutuellePage } from './mutuelle.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

/** All that the page of a mutuelle in the directory shows to who may change it. */
const readMutuelle = async (writer: Writer, client: Client, id: string, now: Date) => {
  keepersOnly(writer);
  const isOurs = isDesk(writer);
  if (!isOurs && !writer.organisation.mutuelles.includes(id))
    throw outOfScope(writer, outOfScopeWords.mutuelle);
  const [{ body: mutuelle, etag }, { body: listed }, { body: proposed }] = await Promise.all([
    ask(client.api.v1.mutuelles[':id'].$get({ param: { id } })),
    ask(client.api.v1.platforms.$get({ query: {} })),
    ask(client.api.v1.proposals.$get()),
  ]);
  const own = proposed.proposals.filter((proposal) => proposal.mutuelle === id);
  return {
    mutuelle,
    etag,
    platforms: listed.platforms
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'fr')),
    proposals: isOurs ? own.filter(({ decidedAt }) => decidedAt === null) : own,
    history: isOurs ? await readHistory(client, mutuelle) : null,
    isDesk: isOurs,
    today: localOf(now.toISOString()).slice(0, 10),
    ready: readyFor(writer, now),
  };
};

const SHOWN = '20';

/** The journal knows a mutuelle and each of its conventions by their own keys. */
const readHistory = async (client: Client, { id, conventions }: MutuelleRecord): Promise<AuditRow[]> => {
  const asked = [
    { noun: 'mutuelle', id },
    ...conventions.map((each) => ({ noun: 'convention', id: conventionKey({ ...each, mutuelle: id }) })),
  ];
  const pages = await Promise.all(
    asked.map((query) => ask(client.api.v1.audit.$get({ query: { ...query, limit: SHOWN } }))),
  );
  return pages
    .flatMap(({ body }) => body.rows)
    .sort((a, b) => b.number - a.number)
    .slice(0, Number(SHOWN));
};

const mutuelleIn = (form: FormData) => ({
  name: textIn(form, 'nom') ?? '',
  aliases: linesIn(form, 'alias'),
  amcNumbers: linesIn(form, 'amc'),
});

const conventionIn = (form: FormData, mutuelle: string) => {
  const professions = ticksIn(form, 'professions');
  return {
    mutuelle,
    platform: textIn(form, 'plateforme') ?? '',
    professions: professions.includes('all') ? 'all' : professions.length === 0 ? null : professions,
    code: textIn(form, 'code-carte'),
    csr: textIn(form, 'csr'),
    from: textIn(form, 'depuis'),
    to: null,
    source: {
      url: textIn(form, 'source'),
      kind: textIn(form, 'nature'),
      asOf: textIn(form, 'date'),
      confidence: textIn(form, 'fiabilite') as 'high' | 'medium' | 'low',
    },
  };
};

const endIn = (form: FormData, mutuelle: string) => ({
  mutuelle,
  platform: textIn(form, 'plateforme') ?? '',
  code: textIn(form, 'code-carte'),
  csr: textIn(form, 'csr'),
  from: textIn(form, 'depuis'),
  to: textIn(form, 'jour') ?? '',
});

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) =>
    readMutuelle(writer, client, String(args.params.mutuelle), args.context.now),
  );

export const action = spaceAction<{ proposal: string | null }>({
  actions: {
    convention: ({ client, headers, form, params }) =>
      client.api.v1.conventions.$post({ json: conventionIn(form, String(params.mutuelle)) }, { headers }),
    fin: ({ client, headers, form, params }) =>
      client.api.v1.conventions.end.$post({ json: endIn(form, String(params.mutuelle)) }, { headers }),
  },
  main: ({ client, headers, form, params }) => {
    const param = { id: String(params.mutuelle) };
    return client.api.v1.mutuelles[':id'].$put({ param, json: mutuelleIn(form) }, { headers });
  },
  done: ({ body, action, here }) =>
    `${here}?${new URLSearchParams({ [body.proposal ? 'propose' : 'fait']: action })}`,
});

export const meta: MetaFunction<typeof loader> = ({ data, matches }) => [
  { title: spaceTitle(data ? data.mutuelle.name : titleWords.directory, matches) },
];

const Page = () => {
  const [query] = useSearchParams();
  const proposed = directoryActionOf(query.get('propose'));
  return (
    <SpacePage<typeof loader, typeof action>>
      {(loaded, { refused, ...answered }) => {
        const done = directoryActionOf(answered.done);
        const said = (done && doneWords[done]) ?? (proposed && proposedWords[proposed]);
        const ending = query.get('fin');
        return <MutuellePage {...loaded} ending={ending} said={refused ? null : said} refused={refused} />;
      }}
    </SpacePage>
  );
};
export default Page;
