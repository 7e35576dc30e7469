import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { askedOf, askMutuelle, askMutuellePage } from '../answer';
import { AnswerPage } from '../components/answer-page';
import { CardAside } from '../components/card-aside';
import { KnownOperator, NotServed } from '../components/counter/remark-forms';
import { ReportAside } from '../components/counter/report-aside';
import { FollowStar } from '../components/follow-star';
import { useDoubt } from '../components/freshness';
import { pathsAt } from '../components/paths';
import { DoneNote } from '../components/space/done-note';
import { namesOf } from '../components/told';
import { tradeName } from '../components/trade-name';
import { operatorsFor, Unlisted } from '../components/unlisted';
import { WhichCard } from '../components/which-card';
import { browserClient, useFollowed } from '../followed';
import { professionOfPage } from '../professions';
import { isReadInDoubt } from '../reader';
import { useReplayedInstant } from '../replay';
import { askReports, useReports } from '../reports';
import { useStars } from '../stars';
import { useTitle } from '../title';
import { answerTitle } from '../words/fr/answers';
import { remarkedWords } from '../words/fr/remarks';
import { reportedWords } from '../words/fr/reports';

export const loader = async ({ params, request, context: { client } }: LoaderFunctionArgs) => {
  const { profession: slug = '', mutuelle = '' } = params;
  const profession = professionOfPage(slug, request);
  const asked = askedOf(request.url);
  const [page, reports] = await Promise.all([
    askMutuellePage(client, profession, mutuelle, asked),
    askReports(client, { profession, mutuelle }, asked.at !== undefined),
  ]);
  return { asked, ...page, reports };
};

export const meta: MetaFunction<typeof loader> = ({ data, ...read }) =>
  data
    ? [
        {
          title: answerTitle(
            { ...data.answer.told, name: tradeName(data.answer.told.name) },
            isReadInDoubt(read),
          ),
        },
      ]
    : [];

const MutuellePage = () => {
  const { asked, answer: first, timeline, platforms, reports } = useLoaderData<typeof loader>();
  const { mutuelle, profession } = first.told;
  const at = useReplayedInstant();
  const [query] = useSearchParams();
  const { stars, toggle } = useStars();
  const answer = useFollowed(
    profession,
    ['answer', profession, mutuelle, query.toString()],
    () => askMutuelle(browserClient, profession, mutuelle, asked),
    first,
    at !== null,
  );
  const flows = useReports({ profession, mutuelle }, reports, at !== null);
  const paths = pathsAt(at);
  const nameOf = namesOf(platforms);
  const told = { ...answer, name: tradeName(answer.name) };
  useTitle(answerTitle(told, useDoubt() !== null));
  const about = { profession, mutuelle };
  const isUnlisted = told.reason === 'no-convention';
  const operators = operatorsFor(platforms, profession);
  return (
    <AnswerPage
      told={told}
      timeline={timeline}
      nameOf={nameOf}
      paths={paths}
      choice={
        <>
          <DoneNote said={reportedWords(query.get('signale')) ?? remarkedWords(query.get('remarque'))} />
          <WhichCard
            answer={told}
            nameOf={nameOf}
            paths={paths}
            code={query.get('code')}
            withCode={(code) => withCode(query, code)}
          />
          {isUnlisted && <Unlisted answer={told} operators={operators} nameOf={nameOf} paths={paths} />}
          {isUnlisted && at === null && <KnownOperator {...about} operators={operators} />}
        </>
      }
      aside={
        <CardAside candidates={told.candidates} nameOf={nameOf} paths={paths}>
          <FollowStar isStarred={stars?.includes(mutuelle) ?? false} onToggle={() => toggle(mutuelle)} />
          {at === null && (
            <>
              <ReportAside {...about} candidates={told.candidates} flows={flows} nameOf={nameOf} />
              <NotServed {...about} candidates={told.candidates} nameOf={nameOf} />
            </>
          )}
        </CardAside>
      }
    />
  );
};
export default MutuellePage;

/** The same address for another code of the card. */
const withCode = (query: URLSearchParams, code: string | null): string => {
  const other = new URLSearchParams(query);
  other.delete('signale');
  other.delete('remarque');
  if (code === null) other.delete('code');
  else other.set('code', code);
  return `?${other}`;
};
