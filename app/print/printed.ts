import type { LoaderFunctionArgs } from '@remix-run/node';
import { type Asked, askedOf, askMutuelle, askOperator, tellingOperators } from '../answer/answer-data';
import type { AnyAnswer } from '../answer/answer-facts';
import { professionOfPage } from '../client/professions';
import { pathsAt } from '../ui/paths';

/** The answer that is printed, and the page it is read again on. */
type Printed = { asked: Asked; answer: AnyAnswer; back: string };

/** Of a mutuelle, or of the operator printed on a card, as the address says. */
export const askPrinted = async ({
  params: { profession: slug = '', mutuelle, platform = '' },
  request,
  context: { client },
}: LoaderFunctionArgs): Promise<Printed> => {
  const profession = professionOfPage(slug, request);
  const asked = askedOf(request.url);
  const { at = null, ...card } = asked;
  const paths = pathsAt(at);
  const [asking, back] =
    mutuelle === undefined
      ? [askOperator(client, profession, platform, asked), paths.operator(profession, platform, card)]
      : [askMutuelle(client, profession, mutuelle, asked), paths.answer(profession, mutuelle, card)];
  const { body } = await tellingOperators<{ body: AnyAnswer }>(client, profession, asked, asking);
  return { asked, answer: body, back };
};
