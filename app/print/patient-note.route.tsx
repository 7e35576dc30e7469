import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useReplayedInstant } from '../client/replay';
import { LANGUAGES, type Language, languageNames, noteWords } from '../words/patient-note';
import { PatientNote } from './patient-note.page';
import { askPrinted } from './printed';
import sheetStyle from './sheet.css?url';

/** A language that we do not speak is answered in French. */
const languageOf = (asked: string | null): Language => LANGUAGES.find((each) => each === asked) ?? 'fr';

export const loader = async (args: LoaderFunctionArgs) => {
  const { answer, back } = await askPrinted(args);
  const { verdict, payment, reason, advice } = answer;
  const { pathname, searchParams } = new URL(args.request.url);
  const language = languageOf(searchParams.get('langue'));
  const addresses = LANGUAGES.map((each) => {
    const query = new URLSearchParams(searchParams);
    query.set('langue', each);
    return [each, `${pathname.replace(/\.data$/, '')}?${query}`] as const;
  });
  return { answer: { verdict, payment, reason, advice }, language, addresses, back };
};

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: sheetStyle }];

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: noteWords.title(languageNames[data.language]) }] : [];

const PatientNotePage = () => {
  const { answer, language, addresses, back } = useLoaderData<typeof loader>();
  return (
    <PatientNote
      answer={answer}
      language={language}
      at={useReplayedInstant()}
      back={back}
      noteIn={(other) => addresses.find(([each]) => each === other)?.[1] ?? back}
    />
  );
};
export default PatientNotePage;
