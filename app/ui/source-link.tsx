import { sourceWords } from '../words/sources';

/** `of`: whose source it is, for whoever hears the link without what is around it. */
type SourceLinkProps = { url: string; of: string };

/** Where it was read: its host is in sight before one goes there. An address no browser would open over the web is told as it is. */
export const SourceLink = ({ url, of }: SourceLinkProps) => {
  const host = hostIn(url);
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

const hostIn = (address: string): string | null => {
  try {
    const { protocol, host } = new URL(address);
    return protocol === 'https:' || protocol === 'http:' ? host.replace(/^www\./, '') : null;
  } catch {
    return null;
  }
};
