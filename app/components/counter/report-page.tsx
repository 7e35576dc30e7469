import type { Problem } from '#server/contract/problem';
import type { Profession } from '#server/domain/facts/vocabulary';
import { reportWords } from '../../words/fr/reports';
import { DoneNote } from '../space/done-note';
import type { Typed } from '../space/typed';
import { type Me, ProfessionalNote } from './professional-note';
import { type Named, ReportFields } from './report-fields';

type ReportPageProps = {
  mutuelles: readonly Named[];
  platforms: readonly Named[];
  profession: Profession | null;
  mutuelle: string | null;
  platform: string | null;
  me: Me;
  said: string | null;
  refused: { problem: Problem; typed: Typed } | null;
};

/** « Signaler »: what passes or blocks, from lists; who one may be, and what is kept of it. */
export const ReportPage = ({ me, said, ...fields }: ReportPageProps) => (
  <main className="page" id="contenu">
    <div className="title">
      <h1>Signaler</h1>
    </div>
    <p className="lead">{reportWords.lead}</p>
    <DoneNote said={said} />
    <ReportFields {...fields} />
    <ProfessionalNote me={me} />
    <section className="part" aria-labelledby="garde">
      <h2 id="garde">Ce que cela change, ce que nous gardons</h2>
      <div className="prose">
        <p>{reportWords.weighs}</p>
        <p>{reportWords.kept}</p>
        {me.isOffered && <p>{reportWords.keptSignedIn}</p>}
        <p>{reportWords.network}</p>
      </div>
    </section>
  </main>
);
