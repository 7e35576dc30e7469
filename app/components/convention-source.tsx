import type { Source } from '#server/contract/dataset-fields';
import { conventionSentence, isOld } from '../words/fr/conventions';
import { SourceLink } from './source-link';

type ConventionSourceProps = { source: Source | null; name: string; platform: string; at: string };

/** Whence we know that this platform serves this mutuelle, and how surely. */
export const ConventionSource = ({ source, name, platform, at }: ConventionSourceProps) =>
  source && (
    <p className="small faint convention-source">
      {conventionSentence(source, name, platform)}{' '}
      {source.url && <SourceLink url={source.url} of={`convention avec ${platform}`} />}
      {(source.confidence === 'low' || isOld(source.asOf, at)) && (
        <b className="doubt"> Opérateur à vérifier sur la carte.</b>
      )}
    </p>
  );
