import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Fragment } from 'react';
import { pageTitle } from '../words/frame';
import { lastsWords, privacyKept, privacyWords as words } from '../words/privacy';
import { Contact } from './contact';
import { ProsePage, Rules } from './prose-page';

const COMPLAINTS = 'https://www.cnil.fr/fr/plaintes';

/** What is kept of people, why and how long; and why none of it is about health. */
const PrivacyPage = () => {
  const { controller, contact } = useLoaderData<typeof loader>();
  return (
    <ProsePage title={words.title} lead={words.lead}>
      <h2>{words.who}</h2>
      <p>{words.controller(controller)}</p>
      <Contact address={contact} words={words} />
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
      <p>{words.toldBy}</p>
      <Rules title={words.rights} rules={words.rightsSaid} />
      <p>
        {words.complaint} <a href={COMPLAINTS}>{COMPLAINTS}</a>
      </p>
      <Rules title={words.health} rules={words.healthSaid} />
    </ProsePage>
  );
};
export default PrivacyPage;

export const loader = ({ context: { privacy } }: LoaderFunctionArgs) => privacy;

export const meta: MetaFunction = () => [{ title: pageTitle(words.title) }];
