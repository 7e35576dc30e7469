import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { Client } from '#server/client';
import { ask } from '../../client/ask';
import { spaceTitle } from '../../words/space-form';
import { openingWords } from '../../words/space-incidents';
import { incidentDoneWords } from '../../words/space-writing';
import { type Kept, onceFor, startOf } from '../form/sending';
import { spaceAction } from '../form/space-action';
import { SpacePage } from '../form/space-page';
import { readScope, writableOf } from '../updates/scope';
import { type Previews, previewStep, templateIn } from '../updates/update-actions';
import { spaceLoader, type Writer } from '../writer';
import { openIncident } from './incident-actions';
import { lastPlaces, readFreshDraft, readSpoken, stepSetting } from './incident-work';
import { IncidentOpeningPage } from './opening.page';

export { revalidateForm as shouldRevalidate } from '../form/space-page';

const OPENING_DRAFT = 'incident';

/** The platforms asked for, else those of the draft, else the only one of an operator that has one. */
const readIncidentOpening = async (args: LoaderFunctionArgs, writer: Writer, client: Client) => {
  const query = new URL(args.request.url).searchParams;
  const [{ draft, passed }, { body }, { statements }] = await Promise.all([
    readFreshDraft(client, OPENING_DRAFT, args.context.now),
    ask(client.api.v1.platforms.$get({ query: {} })),
    readSpoken(client),
  ]);
  const known = writableOf(
    writer,
    body.platforms.map(({ id }) => id),
  );
  const asked = query.has('plateforme') ? query.getAll('plateforme') : (draft.typed?.plateforme ?? []);
  const [only, ...others] = known;
  const isOnly = writer.organisation.kind === 'operator' && only !== undefined && others.length === 0;
  const chosen = isOnly ? [only] : query.has('choisir') ? [] : known.filter((id) => asked.includes(id));
  return {
    ...stepSetting(args, writer),
    draft,
    passed,
    last: lastPlaces(
      statements.filter(({ health }) => health !== 'operational'),
      chosen,
    ),
    isOnly,
    choices: body.platforms.filter(({ id }) => known.includes(id)).map(({ id, name }) => ({ id, name })),
    scope: await readScope(writer, client, chosen),
  };
};

export const loader = (args: LoaderFunctionArgs) =>
  spaceLoader(args, (writer, client) => readIncidentOpening(args, writer, client));

export const action = spaceAction<{ id: string; update: { id: string } }, Kept<Previews>>({
  main: openIncident,
  draft: { name: () => OPENING_DRAFT, preview: previewStep, changed: templateIn },
  done: ({ body: { id, update } }) => `/espace/incidents/${id}?publie=${update.id}`,
});

export const meta: MetaFunction = ({ matches }) => [{ title: spaceTitle(openingWords.title, matches) }];

const Page = () => (
  <SpacePage<typeof loader, typeof action>>
    {({ draft, ready, template, ...page }, { refused, shown, done }) => (
      <IncidentOpeningPage
        key={`${done} ${page.scope.platforms.map(({ id }) => id)}`}
        {...page}
        {...startOf({ shown, draft, ready, template })}
        isCodeAsked={onceFor(refused, ready).isCodeAsked}
        done={incidentDoneWords.get(done ?? '') ?? null}
        problem={refused?.problem ?? null}
      />
    )}
  </SpacePage>
);
export default Page;
