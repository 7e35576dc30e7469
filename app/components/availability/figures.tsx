import type { AvailabilityFlow } from '#server/contract/availability';
import {
  asideWords,
  countedWords,
  declaredWords,
  presumedWords,
  ratioWords,
} from '../../words/fr/availability';
import { fr } from '../../words/fr/typography';

/** The number, its rule beside it, what was declared beside what was measured, what was corrected since. */
export const Figures = ({ judged, declared, measured, corrected }: AvailabilityFlow) => (
  <div className="figures">
    <p>
      <strong className="ratio">{ratioWords(judged.ratio)}</strong> {countedWords(judged)}
    </p>
    {[asideWords(judged), presumedWords(judged)].map((words) => words && <p key={words}>{words}</p>)}
    {measured && (
      <>
        <p className="small">{declaredWords(declared)}</p>
        <p className="small">{fr`Mesuré : ${ratioWords(measured.ratio)}, ${countedWords(measured)}`}</p>
      </>
    )}
    {corrected && (
      <p className="small">{fr`Corrigé depuis : ${ratioWords(corrected.ratio)}, ${countedWords(corrected)}`}</p>
    )}
  </div>
);
