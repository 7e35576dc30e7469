import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { askedOf, askOperator, askOperatorPage } from '../answer';
import { askIfThere } from '../ask';
import { AnswerPage } from '../components/answer-page';
import { CardAside } from '../components/card-aside';
import { ReportAside } from '../components/counter/report-aside';
import { useDoubt } from '../components/freshness';
import { pathsAt } from '../components/paths';
import { SomeMutuelles } from '../components/some-mutuelles';
import { DoneNote } from '../components/space/done-note';
import { namesOf } from '../components/told';
import { browserClient, useFollowed } from '../followed';
import { professionOfPage } from '../professions';
import { isReadInDoubt } from '../reader';
import { useReplayedInstant } from '../replay';
import { askReports, useReports } from '../reports';
import { useTitle } from '../title';
import { answerTitle } from '../words/fr/answers';
import { reportedWords } from '../words/fr/reports';

export const loader = async ({ params, request, context: { client } }: LoaderFunctionArgs) => {
  const { profession: slug = '', platform = '' } = params;
  const profession = professionOfPage(slug, request);
  const asked = askedOf(request.url);
  const [page, reports] = await Promise.all([
    askOperatorPage(client, profession, platform, asked),
    askReports(client, { profession, platform }, asked.at !== undefined),
  ]);
  const exceptions = await Promise.all(
    page.answer.told.someMutuelles.map(async (id) => {
      const told = await askIfThere(client.api.v1.mutuelles[':id'].$get({ param: { id } }));
      return { id, name: told?.name ?? id };
    }),
  );
  return { asked, ...page, reports, exceptions };
};

export const meta: MetaFunction<typeof loader> = ({ data, ...read }) =>
  data ? [{ title: answerTitle(data.answer.told, isReadInDoubt(read)) }] : [];

const OperatorPage = () => {
  const { asked, answer: first, timeline, platforms, reports, exceptions } = useLoaderData<typeof loader>();
  const { platform, profession } = first.told;
  const at = useReplayedInstant();
  const told = useFollowed(
    profession,
    ['operator', profession, platform, JSON.stringify(asked)],
    () => askOperator(browserClient, profession, platform, asked),
    first,
    at !== null,
  );
  useTitle(answerTitle(told, useDoubt() !== null));
  const flows = useReports({ profession, platform }, reports, at !== null);
  const [query] = useSearchParams();
  const paths = pathsAt(at);
  const nameOf = namesOf(platforms);
  return (
    <AnswerPage
      told={told}
      timeline={timeline}
      nameOf={nameOf}
      paths={paths}
      choice={
        <>
          <DoneNote said={reportedWords(query.get('signale'))} />
          <SomeMutuelles mutuelles={exceptions} profession={profession} paths={paths} />
        </>
      }
      aside={
        <CardAside candidates={told.candidates} nameOf={nameOf} paths={paths}>
          {at === null && (
            <ReportAside
              profession={profession}
              mutuelle={null}
              candidates={told.candidates}
              flows={flows}
              nameOf={nameOf}
            />
          )}
        </CardAside>
      }
    />
  );
};
export default OperatorPage;
