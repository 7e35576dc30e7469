import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageTitle } from '../words/frame';
import { legalWords as words } from '../words/legal';
import { ProsePage, Rules } from './prose-page';

/** Who publishes and who hosts, as whoever runs the service says it; nothing in its place where nobody did. */
const LegalPage = () => {
  const { publisher, host } = useLoaderData<typeof loader>();
  return (
    <ProsePage title={words.title} lead={words.lead}>
      <h2>{words.publisher}</h2>
      <p>{publisher ?? words.noPublisher}</p>
      <h2>{words.host}</h2>
      <p>{host ?? words.noHost}</p>
      <Rules title={words.worthTitle} rules={words.worth} />
      <h2>{words.reuseTitle}</h2>
      <p>{words.reuse}</p>
      <p>
        {words.seeAlso} <a href="/confidentialite">{words.privacy}</a> ·{' '}
        <a href="/accessibilite">{words.accessibility}</a> · <a href="/a-propos">{words.rules}</a>
      </p>
    </ProsePage>
  );
};
export default LegalPage;

export const loader = ({ context: { legal } }: LoaderFunctionArgs) => legal;

export const meta: MetaFunction = () => [{ title: pageTitle(words.title) }];
