import type { ReactNode } from 'react';
import { sourceWords } from '../words/sources';
import { sourceHost } from './source-host';

type FactProps = {
  name: string;
  note?: ReactNode;
  /** A note that is kept where there is little room. */
  needed?: ReactNode;
  children: ReactNode;
};

/** One line of a list of facts: a name, what is known, and a note under it. */
export const Fact = ({ name, note, needed, children }: FactProps) => (
  <div>
    <dt>{name}</dt>
    <dd>
      {children}
      {note && <small>{note}</small>}
      {needed && <small className="needed"> {needed}</small>}
    </dd>
  </div>
);

/** `of`: whose source it is, for whoever hears the link without what is around it. */
type SourceLinkProps = { url: string; of: string };

/** A link to the source that shows its host; where it is none to be followed, the address as text. */
export const SourceLink = ({ url, of }: SourceLinkProps) => {
  const host = sourceHost(url);
  if (host === null)
    return (
      <span>
        {sourceWords.source} {url}
      </span>
    );
  return (
    <a href={url} rel="noreferrer">
      {sourceWords.source} {host}
      <span className="visually-hidden">{sourceWords.of(of)}</span>
    </a>
  );
};
