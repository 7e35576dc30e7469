import type { Source } from '#server/contract/dataset-fields';
import { asOfWords } from '../../../words/fr/conventions';
import { confidenceWords, sourceKindWord } from '../../../words/fr/organisations';
import { capital } from '../../../words/fr/typography';
import { SourceLink } from '../../source-link';

/** Whence a convention is known, and how surely. */
export const SourceCell = ({ source, platform }: { source: Source; platform: string }) => (
  <>
    {capital(sourceKindWord(source.kind))}
    {source.url && (
      <>
        {' '}
        <SourceLink url={source.url} of={`convention avec ${platform}`} />
      </>
    )}
    <small>
      {asOfWords(source.asOf)}, {confidenceWords[source.confidence]}
    </small>
  </>
);
