import type { RemarkGroup } from '#server/contract/remarks';
import { counted, fr } from '../../../words/fr/typography';
import type { NameOf } from '../../told';
import { DoneNote } from '../done-note';
import { isOf, type Refusal } from '../typed';
import { UnplacedRefusal } from '../unplaced-refusal';
import { RemarkCard, remarkId } from './remark-card';
import type { Ready } from './sending';

type RemarksPageProps = {
  groups: readonly RemarkGroup[];
  platformOf: NameOf;
  mutuelleOf: NameOf;
  said: string | null;
  refused: Refusal | null;
  ready: Ready;
};

/** What professionals say of the directory, for the desk to decide; those most practices say first. */
export const RemarksPage = ({ groups, said, ...card }: RemarksPageProps) => (
  <main className="page desk" id="contenu">
    <div className="title">
      <h1>Remarques</h1>
      <p>{fr`Ce que des professionnels disent de l'annuaire, depuis leur comptoir.`}</p>
    </div>
    <DoneNote said={said} />
    <UnplacedRefusal
      refused={card.refused}
      isPlaced={groups.some((group) => isOf(card.refused, 'decision', remarkId(group)))}
    />
    <section className="part" aria-labelledby="ouvertes">
      <h2 id="ouvertes">
        {groups.length === 0 ? 'Rien à décider' : `${counted(groups.length, 'remarque')} à décider`}
      </h2>
      {groups.map((group) => (
        <RemarkCard key={remarkId(group)} group={group} {...card} />
      ))}
    </section>
  </main>
);
