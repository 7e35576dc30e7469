import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { dateOf, parisParts } from '#server/contract/calendar';
import type { Profession } from '#server/domain/facts/vocabulary';
import { askBoard, askNames, useBoard } from '../board/board-data';
import { viewOf } from '../board/view';
import { askIfThere } from '../client/ask';
import { browserClient } from '../client/follow';
import { professionOfPage } from '../client/professions';
import { replayedInstant } from '../client/replay';
import type { NameOf } from '../ui/names';
import { pathsAt } from '../ui/paths';
import { PRODUCT } from '../words/frame';
import { paymentDaysSentence, speakerOf } from '../words/payment-days';
import { capital } from '../words/typography';
import { wallWords } from '../words/wall';
import { turnsOf, Wall } from './wall.page';

export const loader = async ({ params, request, context: { client } }: LoaderFunctionArgs) => {
  const profession = professionOfPage(params.profession ?? '', request);
  const at = replayedInstant(new URL(request.url).searchParams);
  const [news, platforms] = await Promise.all([askBoard(client, profession, at), askNames(client)]);
  return { profession, at, news, platforms };
};

export const shouldRevalidate = () => false;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? wallWords.title(data.profession) : PRODUCT },
];

const TURN_MS = 12_000;

/** How many times the screen has turned; it stays where one page shows all. */
const useTurn = (turns: number): number => {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (turns < 2) return setTurn(0);
    const timer = setInterval(() => setTurn((before) => (before + 1) % (turns * turns)), TURN_MS);
    return () => clearInterval(timer);
  }, [turns]);
  return turn;
};

const MINUTE_MS = 60_000;
const NIGHT_HOUR = '04';
/** Screens of one town do not come back in the same second. */
const SPREAD_MS = 5 * MINUTE_MS;

/** Loads the page anew each night, if it is there to be loaded: a new build, and a browser that starts afresh. */
const useNightlyReload = (): void =>
  useEffect(() => {
    let lastHour = parisParts(new Date()).time.slice(0, 2);
    let reload: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const hour = parisParts(new Date()).time.slice(0, 2);
      if (hour === NIGHT_HOUR && lastHour !== hour)
        reload = setTimeout(() => void reloadIfThere(), Math.random() * SPREAD_MS);
      lastHour = hour;
    };
    const timer = setInterval(look, MINUTE_MS);
    return () => {
      clearInterval(timer);
      clearTimeout(reload);
    };
  }, []);

const reloadIfThere = async (): Promise<void> => {
  const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
  if (answer?.ok) location.reload();
};

const PAYMENTS_MS = 5 * MINUTE_MS;
const MAX_PAYING = 3;

/** What is said of the payment days of operators whose payment is not normal, in words. */
const usePaid = (
  profession: Profession,
  at: string | null,
  platforms: readonly string[],
  nameOf: NameOf,
): string[] => {
  const operators = browserClient.api.v1.answers[':profession'].platforms[':platform'];
  const { data = [] } = useQuery({
    queryKey: ['payment days', profession, at, ...platforms],
    queryFn: () =>
      Promise.all(
        platforms.map((platform) =>
          askIfThere(operators.$get({ param: { profession, platform }, query: at === null ? {} : { at } })),
        ),
      ),
    enabled: platforms.length > 0,
    refetchInterval: PAYMENTS_MS,
    networkMode: 'always',
    retry: false,
    gcTime: 0,
  });
  return data.flatMap((answer) => {
    if (!answer) return [];
    const speaker = speakerOf(answer.paymentSpeakers);
    return answer.payments.map((each) =>
      capital(`${paymentDaysSentence(each, nameOf(each.platform), speaker, dateOf(answer.at))}.`),
    );
  });
};

const WallOfNow = () => {
  const { profession, at, news, platforms } = useLoaderData<typeof loader>();
  const { at: readAt, board } = useBoard(profession, at, news);
  const view = useMemo(() => viewOf(board, platforms, pathsAt(null)), [board, platforms]);
  const turn = useTurn(turnsOf(view));
  const paying = view.operators.filter(({ payment }) => payment === 'suspended' || payment === 'delayed');
  const paid = usePaid(
    profession,
    at,
    paying.map(({ platform }) => platform).slice(0, MAX_PAYING),
    view.nameOf,
  );
  useNightlyReload();
  return <Wall view={view} at={at} readAt={readAt} turn={turn} paid={paid} />;
};
export default WallOfNow;
