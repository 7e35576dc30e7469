import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { askIfThere } from '../client/ask';
import { browserClient, useFollowed } from '../client/follow';
import { isReadInDoubt, useTitle } from '../client/page';
import { professionOfPage } from '../client/professions';
import { useReplayedInstant } from '../client/replay';
import { SheetLinks } from '../print/sheet-links';
import { ReportAside } from '../report/report-aside';
import { askReports, useReports } from '../report/reports';
import { answerHead } from '../sharing/shared.server';
import { DoneNote } from '../space/form/notes';
import { FollowLink } from '../ui/follow-link';
import { useDoubt } from '../ui/freshness';
import { namesOf } from '../ui/names';
import { pathsAt } from '../ui/paths';
import { answerTitle } from '../words/answers';
import { reportedWords } from '../words/reports';
import { AnswerPage } from './answer.page';
import { askedOf, askOperator, askOperatorPage, tellingOperators } from './answer-data';
import { answerTold } from './answer-told';
import { CardAside } from './card';
import { SomeMutuelles } from './which-card';

export const loader = async ({ params, request, context }: LoaderFunctionArgs) => {
  const { client } = context;
  const { profession: slug = '', platform = '' } = params;
  const profession = professionOfPage(slug, request);
  const asked = askedOf(request.url);
  const asking = Promise.all([
    askOperatorPage(client, profession, platform, asked),
    askReports(client, { profession, platform }, asked.at !== undefined),
  ]);
  const [page, reports] = await tellingOperators(client, profession, asked, asking);
  const exceptions = await Promise.all(
    page.answer.body.someMutuelles.map(async (id) => {
      const found = await askIfThere(client.api.v1.mutuelles[':id'].$get({ param: { id } }));
      return { id, name: found?.name ?? id };
    }),
  );
  const about = { profession, platform };
  const head = answerHead({ context, request }, page.answer, about, namesOf(page.platforms));
  return { asked, ...page, reports, exceptions, head };
};

export const meta: MetaFunction<typeof loader> = ({ data, ...read }) =>
  data ? [{ title: answerTitle(data.answer.body, isReadInDoubt(read)) }, ...data.head] : [];

const OperatorPage = () => {
  const { asked, answer: first, timeline, platforms, reports, exceptions } = useLoaderData<typeof loader>();
  const { platform, profession } = first.body;
  const at = useReplayedInstant();
  const answer = useFollowed(
    profession,
    ['operator', profession, platform, JSON.stringify(asked)],
    () => askOperator(browserClient, profession, platform, asked),
    first,
    at !== null,
    { seqOf: ({ seq }) => seq, told: (held, told) => answerTold(held, asked, told) },
  );
  useTitle(answerTitle(answer, useDoubt() !== null));
  const flows = useReports({ profession, platform }, reports, at !== null);
  const [query] = useSearchParams();
  const paths = pathsAt(at);
  const nameOf = namesOf(platforms);
  const { at: _, ...card } = asked;
  return (
    <AnswerPage
      answer={answer}
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
        <CardAside candidates={answer.candidates} nameOf={nameOf} paths={paths}>
          <SheetLinks page={paths.operator(profession, platform, card)} />
          <p className="actions">
            <FollowLink paths={paths} what={{ profession, platforms: [platform] }} />
          </p>
          {at === null && (
            <ReportAside
              profession={profession}
              mutuelle={null}
              candidates={answer.candidates}
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
