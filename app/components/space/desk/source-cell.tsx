import type { Source } from '#server/contract/directory';
import { asOfWords } from '../../../words/fr/conventions';
import { confidenceWords, sourceKindWord } from '../../../words/fr/organisations';
import { capital } from '../../../words/fr/typography';

/** Whence a convention is known, and how surely. */
export const SourceCell = ({ source, platform }: { source: Source; platform: string }) => (
  <>
    {source.url && /^https?:/.test(source.url) ? (
      <a href={source.url} rel="noreferrer">
        {capital(sourceKindWord(source.kind))}
        <span className="visually-hidden"> : source de la convention avec {platform}</span>
      </a>
    ) : (
      capital(sourceKindWord(source.kind))
    )}
    <small>
      {asOfWords(source.asOf)}, {confidenceWords[source.confidence]}
    </small>
  </>
);
