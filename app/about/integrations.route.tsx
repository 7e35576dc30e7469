import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageTitle } from '../words/frame';
import { pluggingExamples, pluggingWords as words } from '../words/integrations';

/** For software houses: what to copy, how to try, what will last. */
export const PluggingPage = ({ origin }: { origin: string }) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>{words.title}</h1>
    </div>
    <div className="prose">
      <p>{words.lead}</p>
      <p>
        <a href="/api/docs">{words.reference}</a>
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
      <h2>{words.replay}</h2>
      <p>{words.replaySaid}</p>
      <h2>{words.lasting}</h2>
      <ul>
        {words.lastingRules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </div>
  </main>
);

export const loader = ({ context: { origin } }: LoaderFunctionArgs) => ({ origin });

export const meta: MetaFunction = () => [{ title: pageTitle(words.title) }];

const Page = () => <PluggingPage {...useLoaderData<typeof loader>()} />;
export default Page;
