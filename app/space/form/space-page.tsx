import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { SignInAgain } from './sign-in-again';
import type { Answer, Refusal } from './typed';

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
      // Read by the pages that say it: to the others it is a parameter that nobody reads.
      get done() {
        return query.get('fait');
      },
    })
  );
};
