import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { accessibilityWords as words } from '../words/accessibility';
import { pageTitle } from '../words/frame';
import { Contact } from './contact';
import { ProsePage, Rules } from './prose-page';

const WRITTEN_TO = 'https://formulaire.defenseurdesdroits.fr/';
const DELEGATES = 'https://www.defenseurdesdroits.fr/saisir/delegues';

/** What the law asks of whoever serves pages: how far all can read them, whom to tell, and who hears complaints. */
const AccessibilityPage = () => {
  const { contact } = useLoaderData<typeof loader>();
  return (
    <ProsePage title={words.title} lead={words.lead}>
      <h2>{words.stateTitle}</h2>
      <p>{words.state}</p>
      <p>{words.noReader}</p>
      <Rules title={words.checkedTitle} rules={words.checked} />
      <Rules title={words.lackingTitle} rules={words.lacking} />
      <p>{words.exempt}</p>
      <h2>{words.madeTitle}</h2>
      <p>{words.made}</p>
      <h2>{words.contactTitle}</h2>
      <Contact address={contact} words={words} />
      <h2>{words.remedyTitle}</h2>
      <p>{words.remedy}</p>
      <ul>
        <li>
          {words.write} <a href={WRITTEN_TO}>{WRITTEN_TO}</a>
        </li>
        <li>
          {words.delegate} <a href={DELEGATES}>{DELEGATES}</a>
        </li>
        <li>{words.call}</li>
        <li>{words.post}</li>
      </ul>
    </ProsePage>
  );
};
export default AccessibilityPage;

export const loader = ({ context: { legal, privacy } }: LoaderFunctionArgs) => ({
  contact: legal.accessibility ?? privacy.contact,
});

export const meta: MetaFunction = () => [{ title: pageTitle(words.title) }];
