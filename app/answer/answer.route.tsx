import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { FollowStar } from '../board/mine';
import { keepReading, readingsFor, useCardReadings } from '../client/card-readings';
import { browserClient, useFollowed } from '../client/follow';
import { isReadInDoubt, useTitle } from '../client/page';
import { professionOfPage } from '../client/professions';
import { useReplayedInstant } from '../client/replay';
import { useStars } from '../client/stars';
import { SheetLinks } from '../print/sheet-links';
import { ReportAside } from '../report/report-aside';
import { askReports, useReports } from '../report/reports';
import { answerHead } from '../sharing/shared.server';
import { DoneNote } from '../space/form/notes';
import { FollowLink } from '../ui/follow-link';
import { useDoubt } from '../ui/freshness';
import { namesOf, tradeName } from '../ui/names';
import { pathsAt } from '../ui/paths';
import { answerTitle } from '../words/answers';
import { remarkedWords } from '../words/remarks';
import { reportedWords } from '../words/reports';
import { AnswerPage } from './answer.page';
import { askedOf, askMutuelle, askMutuellePage, tellingOperators } from './answer-data';
import { answerTold } from './answer-told';
import { CardAside } from './card';
import { NotServed } from './remark-forms';
import { WhichCard } from './which-card';
import { WhichLogo } from './which-logo';

export const loader = async ({ params, request, context }: LoaderFunctionArgs) => {
  const { client } = context;
  const { profession: slug = '', mutuelle = '' } = params;
  const profession = professionOfPage(slug, request);
  const asked = askedOf(request.url);
  const asking = Promise.all([
    askMutuellePage(client, profession, mutuelle, asked),
    askReports(client, { profession, mutuelle }, asked.at !== undefined),
  ]);
  const [page, reports] = await tellingOperators(client, profession, asked, asking);
  const about = { profession, mutuelle };
  const head = answerHead({ context, request }, page.answer, about, namesOf(page.platforms));
  return { asked, ...page, reports, head };
};

export const meta: MetaFunction<typeof loader> = ({ data, ...read }) =>
  data
    ? [
        {
          title: answerTitle(
            { ...data.answer.body, name: tradeName(data.answer.body.name) },
            isReadInDoubt(read),
          ),
        },
        ...data.head,
      ]
    : [];

const MutuellePage = () => {
  const { asked, answer: first, timeline, platforms, reports } = useLoaderData<typeof loader>();
  const { mutuelle, profession } = first.body;
  const at = useReplayedInstant();
  const [query] = useSearchParams();
  const { stars, toggle } = useStars();
  const answer = useFollowed(
    profession,
    ['answer', profession, mutuelle, query.toString()],
    () => askMutuelle(browserClient, profession, mutuelle, asked),
    first,
    at !== null,
    { seqOf: ({ seq }) => seq, told: (held, told) => answerTold(held, asked, told) },
  );
  const flows = useReports({ profession, mutuelle }, reports, at !== null);
  const paths = pathsAt(at);
  const nameOf = namesOf(platforms);
  const shown = { ...answer, name: tradeName(answer.name) };
  useTitle(answerTitle(shown, useDoubt() !== null));
  const about = { profession, mutuelle };
  const { at: _, ...card } = asked;
  const readings = readingsFor(useCardReadings(), profession);
  return (
    <AnswerPage
      answer={shown}
      timeline={timeline}
      nameOf={nameOf}
      paths={paths}
      choice={
        <>
          <DoneNote said={reportedWords(query.get('signale')) ?? remarkedWords(query.get('remarque'))} />
          <WhichCard
            answer={shown}
            nameOf={nameOf}
            paths={paths}
            code={query.get('code')}
            withCode={(code) => withCode(query, code)}
          />
          {shown.reason === 'no-convention' && (
            <WhichLogo
              answer={shown}
              paths={paths}
              read={readings.get(mutuelle) ?? null}
              onRead={at === null ? (platform) => keepReading(profession, mutuelle, platform) : null}
            />
          )}
        </>
      }
      aside={
        <CardAside candidates={shown.candidates} nameOf={nameOf} paths={paths}>
          <SheetLinks page={paths.answer(profession, mutuelle, card)} />
          <p className="actions">
            <FollowLink paths={paths} what={{ profession, mutuelles: [mutuelle] }} />
          </p>
          <FollowStar isStarred={stars?.includes(mutuelle) ?? false} onToggle={() => toggle(mutuelle)} />
          {at === null && (
            <>
              <ReportAside {...about} candidates={shown.candidates} flows={flows} nameOf={nameOf} />
              <NotServed {...about} candidates={shown.candidates} nameOf={nameOf} />
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
