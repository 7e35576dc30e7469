import { Component, createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { partWords } from '../words/connection';

/** Of each part that failed while the server made this page, the reference of its line in the log. */
export type FailedParts = ReadonlyMap<string, string>;

/** A part entered and not yet left. `isAnswer`: without it the page does not answer what it is asked. */
export type OpenPart = { name: string; isAnswer: boolean };

/** What the parts of a page receive. */
export type Parts = {
  failed: FailedParts;
  /** The innermost last: where the server was when something threw. Null in a browser, where React knows by itself. */
  open: OpenPart[] | null;
};

const NONE: FailedParts = new Map();
const PartsContext = createContext<Parts>({ failed: NONE, open: null });
/** While the server makes a page. */
export const PartsProvider = PartsContext.Provider;

/** In a browser: what failed on the server is shown as the server showed it, then tried here. */
export const ReceivedParts = ({
  failed: received,
  children,
}: {
  failed: FailedParts;
  children: ReactNode;
}) => {
  const [failed, setFailed] = useState(received.size === 0 ? NONE : received);
  useEffect(() => setFailed(NONE), []);
  const parts = useMemo(() => ({ failed, open: null }), [failed]);
  return <PartsProvider value={parts}>{children}</PartsProvider>;
};

/** As the page carries them from the server to the browser; undefined: none. */
export const useWrittenParts = (): string | undefined => {
  const { failed } = useContext(PartsContext);
  return failed.size === 0 ? undefined : [...failed].map((each) => each.join('=')).join(' ');
};

export const readParts = (written = ''): FailedParts =>
  new Map([...written.matchAll(/(\S+)=(\S+)/g)].map(([, name = '', reference = '']) => [name, reference]));

/** Whether a part of this page failed on the server, so that nothing of it stands in the page. */
export const useHasFailed = (name: string): boolean => useContext(PartsContext).failed.has(name);

type PartProps = {
  /** Of no other part of the same page. */
  name: string;
  isAnswer?: boolean;
  children?: ReactNode;
};

/**
 * A part of a page that may fail alone: a note stands in its place, and the rest of the page stands. React catches in
 * a browser only; the server makes the page again without the part that threw (`entry.server.tsx`).
 */
export const Part = ({ name, isAnswer = false, children }: PartProps) => {
  const { failed } = useContext(PartsContext);
  const reference = failed.get(name);
  if (reference !== undefined) return <PartNote isAnswer={isAnswer} reference={reference} />;
  return (
    <PartBoundary note={<PartNote isAnswer={isAnswer} />}>
      <Entering name={name} isAnswer={isAnswer} />
      {children}
      <Leaving />
    </PartBoundary>
  );
};

const Entering = (part: OpenPart) => {
  useContext(PartsContext).open?.push(part);
  return null;
};

/** The server renders in order, without waiting for anything: what was entered last is left first. */
const Leaving = () => {
  useContext(PartsContext).open?.pop();
  return null;
};

export const PartNote = ({ isAnswer = false, reference }: { isAnswer?: boolean; reference?: string }) => (
  <p className="part-note" role="note">
    {isAnswer ? partWords.answer : partWords.beside}
    {reference !== undefined && ` ${partWords.reference(reference)}`}
  </p>
);

type BoundaryProps = { note: ReactNode; children: ReactNode };

class PartBoundary extends Component<BoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  /** What is given anew is tried anew. */
  override componentDidUpdate({ children }: BoundaryProps) {
    if (this.state.hasFailed && children !== this.props.children) this.setState({ hasFailed: false });
  }

  override render() {
    return this.state.hasFailed ? this.props.note : this.props.children;
  }
}
