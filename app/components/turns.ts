import { createContext, useContext } from 'react';
import { useReenteredPart } from './part';

/** A promise until this part of the page has its turn, then null. A part's name is unique within the page. */
export type Turns = (part: string) => Promise<void> | null;

/** Null in the browser, where the page is hydrated as it came. */
const TurnsContext = createContext<Turns | null>(null);
export const TurnsProvider = TurnsContext.Provider;

/**
 * Lets the server render a long list in several tasks and answer other readers in between. React's server renderer
 * resumes a component that suspends where it stands, so the markup is the same.
 */
export const useTurn = (part: string): void => {
  const reenter = useReenteredPart();
  const turn = useContext(TurnsContext)?.(part);
  if (turn) throw turn;
  reenter();
};
