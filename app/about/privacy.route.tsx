import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Fragment } from 'react';
import { pageTitle } from '../words/frame';
import { lastsWords, privacyKept, privacyWords as words } from '../words/privacy';

/** `controller`: who answers for what is kept; `contact`: a mailto:, https: or tel: address. Null: not told here. */
export type Controller = { controller: string | null; contact: string | null };

const COMPLAINTS = 'https://www.cnil.fr/fr/plaintes';

/** What is kept of people, why and how long; and why none of it is about health. */
export const PrivacyPage = ({ controller, contact }: Controller) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>{words.title}</h1>
    </div>
    <div className="prose">
      <p>{words.lead}</p>
      <h2>{words.who}</h2>
      <p>{words.controller(controller)}</p>
      <p>
        {contact === null ? (
          words.noContact
        ) : (
          <>
            {words.contact} <a href={contact}>{contact.replace(/^(mailto|tel):/, '')}</a>
          </>
        )}
      </p>
      <h2>{words.kept}</h2>
      {privacyKept.map(({ title, basis, kept }) => (
        <section key={title}>
          <h3>{title}</h3>
          <p>{basis}</p>
          <dl>
            {kept.map(({ what, why, lasts }) => (
              <Fragment key={what}>
                <dt>{what}</dt>
                <dd>{why}</dd>
                <dd>{lastsWords(lasts)}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
      <h2>{words.device}</h2>
      <p>{words.deviceSaid}</p>
      <h2>{words.others}</h2>
      <p>{words.othersSaid}</p>
      <h2>{words.rights}</h2>
      <ul>
        {words.rightsSaid.map((said) => (
          <li key={said}>{said}</li>
        ))}
      </ul>
      <p>
        {words.complaint} <a href={COMPLAINTS}>{COMPLAINTS}</a>
      </p>
      <h2>{words.health}</h2>
      <ul>
        {words.healthSaid.map((said) => (
          <li key={said}>{said}</li>
        ))}
      </ul>
    </div>
  </main>
);

export const loader = ({ context: { privacy } }: LoaderFunctionArgs) => privacy;

export const meta: MetaFunction = () => [{ title: pageTitle(words.title) }];

const Page = () => <PrivacyPage {...useLoaderData<typeof loader>()} />;
export default Page;
