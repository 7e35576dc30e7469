import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { askIfThere } from '../client/ask';
import { useReplayedInstant } from '../client/replay';
import { namesOf, tradeName } from '../ui/names';
import { sheetTitle } from '../words/sheets';
import { AnswerSheet } from './answer-sheet.page';
import { askPrinted } from './printed';
import { qrOf } from './qr.server';
import sheetStyle from './sheet.css?url';

/** Of a mutuelle, or of the operator printed on a card. */
export const loader = async (args: LoaderFunctionArgs) => {
  const { client, origin } = args.context;
  const [{ asked, answer, back }, list] = await Promise.all([
    askPrinted(args),
    askIfThere(client.api.v1.platforms.$get({ query: {} })),
  ]);
  const address = origin + back;
  return {
    at: asked.at ?? null,
    answer: { ...answer, name: tradeName(answer.name) },
    platforms: (list?.platforms ?? []).map(({ id, name }) => ({ id, name })),
    back,
    leads: { address, qr: qrOf(address) },
  };
};

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: sheetStyle }];

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [{ title: sheetTitle(data.answer.name, data.answer.profession, data.at) }] : [];

const AnswerSheetPage = () => {
  const { answer, platforms, back, leads } = useLoaderData<typeof loader>();
  return (
    <AnswerSheet
      answer={answer}
      nameOf={namesOf(platforms)}
      at={useReplayedInstant()}
      leads={leads}
      back={back}
    />
  );
};
export default AnswerSheetPage;
