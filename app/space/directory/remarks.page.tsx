import { Link } from '@remix-run/react';
import type { RemarkGroup } from '#server/contract/remarks';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { tradeName } from '../../ui/trade-name';
import { longInstant } from '../../words/instants';
import { remarkTitle, saidBy, wouldChange } from '../../words/remarks';
import { counted, fr, typeset } from '../../words/typography';
import { ChoiceList, TextField } from '../form/fields';
import { SpaceForm } from '../form/form';
import { DoneNote } from '../form/notes';
import { UnplacedRefusal } from '../form/refusals';
import { faultAt, type Ready, sendingFor } from '../form/sending';
import { isOf, lastTyped, type Refusal } from '../form/typed';

type RemarkCardProps = {
  group: RemarkGroup;
  platformOf: NameOf;
  mutuelleOf: NameOf;
  refused: Refusal | null;
  ready: Ready;
};

const DECISIONS = [
  { value: 'oui', label: 'Accepter' },
  { value: 'non', label: 'Refuser' },
];

export const remarkId = ({ mutuelle, platform, profession, says }: RemarkGroup): string =>
  [mutuelle, platform, profession, says].join('.');

/** One thing said, by how many, what accepting it would change, and the decision. */
export const RemarkCard = ({ group, platformOf, mutuelleOf, refused, ready }: RemarkCardProps) => {
  const { mutuelle, platform, profession, says } = group;
  const id = remarkId(group);
  const own = isOf(refused, 'decision', id) ? refused : null;
  const { version: _, ...sending } = sendingFor(own, { ...ready, key: `${ready.key}-${id}` }, null);
  const names = { mutuelle: tradeName(mutuelleOf(mutuelle)), platform: platformOf(platform) };
  return (
    <article className="proposal" aria-labelledby={id}>
      <h3 id={id}>{typeset(remarkTitle(group, names))}</h3>
      <p className="small">
        {saidBy(group)}
        {fr` ; la dernière fois `}
        <Moment iso={group.lastAt} as={longInstant} /> ·{' '}
        <Link to={`/espace/annuaire/${mutuelle}`}>voir la fiche</Link>
      </p>
      <p>{wouldChange(group, names)}</p>
      <SpaceForm {...sending} submit="Enregistrer la décision">
        <input type="hidden" name="geste" value="decision" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="mutuelle" value={mutuelle} />
        <input type="hidden" name="operateur" value={platform} />
        <input type="hidden" name="profession" value={profession} />
        <input type="hidden" name="dit" value={says} />
        <input type="hidden" name="lu-jusque" value={group.lastAt} />
        <ChoiceList
          legend="Votre décision"
          name="decision"
          options={DECISIONS}
          chosen={lastTyped(own, 'decision')}
        />
        {says === 'served' && (
          <TextField
            label="Adresse où vous l’avez lu"
            name="source"
            type="url"
            defaultValue={lastTyped(own, 'source')}
            fault={own && faultAt(own.problem, '/url')}
            hint={fr`Facultative. Sans elle, la fiabilité est basse et la réponse dit « opérateur à vérifier sur la carte ».`}
          />
        )}
      </SpaceForm>
    </article>
  );
};

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
