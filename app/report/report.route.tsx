import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { Problem } from '#server/contract/problem';
import { ask } from '../client/ask';
import { rememberedProfession } from '../client/professions';
import { faulty } from '../space/form/readings';
import { textIn } from '../space/form/typed';
import { typedIn } from '../space/publish';
import { pageTitle } from '../words/frame';
import { professionOfSlug } from '../words/professions';
import { reportPageWords } from '../words/report-page';
import { outcomeWords, reportedWords, signInWords } from '../words/reports';
import { ReportPage } from './report.page';
import { pageAfter, reportIn } from './reports';

const ALL = '5000';

export const loader = async ({ request, context: { client } }: LoaderFunctionArgs) => {
  const { searchParams } = new URL(request.url);
  const { mutuelles, platforms, professionals } = client.api.v1;
  const [named, listed, me] = await Promise.all([
    ask(mutuelles.$get({ query: { limit: ALL } })),
    ask(platforms.$get({ query: {} })),
    ask(professionals.me.$get()),
  ]);
  return {
    mutuelles: named.body.mutuelles.map(({ id, name }) => ({ id, name })),
    platforms: listed.body.platforms
      .filter(({ kind }) => kind === 'operator' || kind === 'network')
      .map(({ id, name }) => ({ id, name })),
    profession: professionOfSlug(searchParams.get('profession') ?? '') ?? rememberedProfession(request),
    mutuelle: searchParams.get('mutuelle'),
    platform: searchParams.get('operateur'),
    me: me.body,
  };
};

export const action = async ({ request, context: { client } }: ActionFunctionArgs) => {
  const form = await request.formData();
  if (textIn(form, 'geste') === 'deconnexion') {
    const left = await client.api.v1.professionals['sign-out'].$post();
    throw redirect('/signaler', { headers: left.headers });
  }
  const reading = await reportIn(client, form);
  const response: Response = reading.ok
    ? await client.api.v1.reports.$post({ json: reading.json })
    : faulty(reading.faults);
  if (reading.ok && response.ok) {
    const { verified } = (await response.json()) as { verified: boolean };
    const { outcome, flow } = reading.json;
    const done = `${outcomeWords[outcome].slug}-${flow}-${verified ? 'verifie' : 'anonyme'}`;
    throw redirect(pageAfter(form, reading.json, done));
  }
  const problem = (await response.json()) as Problem;
  return data({ problem, typed: typedIn(form) }, { status: problem.status });
};

export const meta: MetaFunction = () => [{ title: pageTitle(reportPageWords.send) }];

const Page = () => {
  const loaded = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const [query] = useSearchParams();
  const said = refused ? null : (reportedWords(query.get('signale')) ?? signInWords(query.get('connexion')));
  return <ReportPage {...loaded} said={said} refused={refused} />;
};
export default Page;
