import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageTitle } from '../words/frame';
import { pluggingExamples, pluggingWords as words } from '../words/integrations';
import { professionOfSlug } from '../words/professions';
import { receiverWords, unionKitWords } from '../words/union-kit';
import { ProsePage, Rules } from './prose-page';
import { RECEIVER } from './receiver';
import { Extract, UnionKit } from './union-kit';

/** For software houses and unions: what to copy, how to try, what will last. */
const PluggingPage = () => {
  const { origin, profession } = useLoaderData<typeof loader>();
  return (
    <ProsePage title={words.title} lead={words.lead}>
      <p>
        <a href="/api/docs">{words.reference}</a> · <a href="#webhooks">{receiverWords.title}</a> ·{' '}
        <a href="#syndicats">{unionKitWords.title}</a>
      </p>
      {pluggingExamples.map(({ title, address }) => (
        <section key={address}>
          <h2>{title}</h2>
          <p>
            <code>{`curl '${origin}${address}'`}</code>
          </p>
        </section>
      ))}
      <h2>{words.element}</h2>
      <p>
        <code>{`<script src="${origin}/widget.js"></script>`}</code>
        <br />
        <code>{'<comptoir-statut profession="opticien"></comptoir-statut>'}</code>
      </p>
      <p>{words.elementSaid}</p>
      <h2>{words.mirror}</h2>
      <p>
        <code>
          {'<comptoir-statut profession="opticien" src="https://miroir.example/comptoir"></comptoir-statut>'}
        </code>
      </p>
      <p>
        {words.mirrorSaid} <a href="/api/v1/signing-keys">{words.signingKeys}</a>
      </p>
      <h2 id="webhooks">{receiverWords.title}</h2>
      <p>{receiverWords.said}</p>
      <Extract text={RECEIVER} />
      <UnionKit profession={profession} origin={origin} />
      <h2>{words.replay}</h2>
      <p>{words.replaySaid}</p>
      <h2>{words.client}</h2>
      <p>{words.clientSaid}</p>
      <Rules title={words.lasting} rules={words.lastingRules} />
    </ProsePage>
  );
};
export default PluggingPage;

export const loader = ({ request, context: { origin } }: LoaderFunctionArgs) => {
  const slug = new URL(request.url).searchParams.get('profession') ?? '';
  return { origin, profession: professionOfSlug(slug) ?? ('optician' as const) };
};

export const meta: MetaFunction = () => [{ title: pageTitle(words.title) }];
