import {
  Form,
  type ShouldRevalidateFunction,
  useActionData,
  useLoaderData,
  useSearchParams,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Problem } from '#server/contract/problem';
import { PageBody } from '../../ui/page-body';
import { fieldWords, signInAgainWords } from '../../words/space-form';
import { FormStateProvider, TextField } from './fields';
import { ProblemNote } from './refusals';
import type { Answer, Refusal, Typed } from './typed';

/**
 * A page is read again after each form, refused or not: what it shows beside the form may have changed, the factor
 * shown too. Not when the session is over: reading it would lead away from what was typed.
 */
export const revalidateForm: ShouldRevalidateFunction = ({
  formData,
  actionStatus,
  defaultShouldRevalidate,
}) => {
  return formData ? actionStatus !== 401 : defaultShouldRevalidate;
};

type Loaded<L> = NonNullable<ReturnType<typeof useLoaderData<L>>>;
type ShownBy<A> =
  NonNullable<ReturnType<typeof useActionData<A>>> extends Answer<infer Shown> ? Shown : never;

/** What a page was answered: why not, what to show once, or what was done as its address says. */
type Answered<Shown> = { refused: Refusal | null; shown: Shown | null; done: string | null };

type SpacePageProps<L, A> = { children: (loaded: Loaded<L>, answered: Answered<ShownBy<A>>) => ReactNode };

/** A page of the space that sends forms: drawn with what it loaded, unless the session is over. */
export const SpacePage = <L, A>({ children }: SpacePageProps<L, A>) => {
  const loaded = useLoaderData<L>() as Loaded<L> | null;
  const answer = useActionData() as Answer<ShownBy<A>> | undefined;
  const [query] = useSearchParams();
  const refused = answer?.refused ?? null;
  if (refused && (refused.needs === 'sign-in' || !loaded)) return <SignInAgain {...refused} />;
  return (
    loaded &&
    children(loaded, {
      refused,
      shown: answer?.shown ?? null,
      // A getter: a page that never says what was done must not read `fait` (see page-parameters).
      get done() {
        return query.get('fait');
      },
    })
  );
};

/** The session ended while one typed: what was typed is here, and goes with the signing in. */
export const SignInAgain = ({ typed, problem }: { typed: Typed; problem: Problem }) => {
  const { [ADDRESS]: address = [], ...sent } = typed;
  const refusal = problem.type.endsWith('session-over') ? null : problem;
  return (
    <PageBody title={signInAgainWords.title}>
      <p>{signInAgainWords.lead}</p>
      <ProblemNote problem={refusal} />
      <Form method="post" className="form narrow">
        {Object.entries(sent).flatMap(([name, values]) =>
          values.map((value, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: fields of one name have nothing but their order
            <input key={`${name} ${index}`} type="hidden" name={name} value={value} />
          )),
        )}
        <FormStateProvider value={{ typed: { [ADDRESS]: address }, problem: refusal }}>
          <TextField label={fieldWords.email} name={ADDRESS} type="email" autoComplete="username" required />
          <TextField
            label={fieldWords.password}
            name="reconnexion-passe"
            of="/reconnexion-passe"
            type="password"
            autoComplete="current-password"
            required
          />
          <TextField
            label={signInAgainWords.code}
            name="code"
            of="/code"
            autoComplete="one-time-code"
            required
          />
        </FormStateProvider>
        <div className="send">
          <button className="button button-main" type="submit">
            {signInAgainWords.submit}
          </button>
        </div>
      </Form>
      <KeptWords typed={sent} />
    </PageBody>
  );
};

/** Typed in this very form: another may be typed in its place. */
const ADDRESS = 'reconnexion-adresse';

const KeptWords = ({ typed }: { typed: Typed }) => (
  <details className="kept">
    <summary>{signInAgainWords.kept}</summary>
    <dl>
      {Object.entries(typed)
        .filter(([name]) => name !== 'cle' && name !== 'version')
        .map(([name, values]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{values.join(', ')}</dd>
          </div>
        ))}
    </dl>
  </details>
);
