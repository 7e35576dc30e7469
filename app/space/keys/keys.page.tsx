import { KEY_KINDS } from '#server/domain/facts/vocabulary';
import { fullDay } from '../../words/instants';
import { keysDoneWords } from '../../words/space-done';
import { KEY_SPANS, type KeySpan, keyActionWords, keyKindWords, USUAL_SPAN } from '../../words/space-keys';
import { restrictionDoneWords } from '../../words/space-restrictions';
import { capital, fr, typeset } from '../../words/typography';
import { ActionForm } from '../form/action-form';
import { CheckList, SelectField, TextField } from '../form/fields';
import { DoneNote, ShownOnce } from '../form/notes';
import { ProblemNote } from '../form/refusals';
import { isOf, lastTyped } from '../form/typed';
import { Restrictions } from '../people/restrictions';
import { KeyList, type KeysData } from './key-list';

type KeyFormProps = Pick<KeysData, 'kind' | 'mayName' | 'platforms' | 'at' | 'isCodeAsked' | 'refused'>;

export const KeyForm = ({ kind, mayName, platforms, at, isCodeAsked, refused }: KeyFormProps) => {
  const last = isOf(refused, 'faire') ? refused : null;
  const measures = kind === 'operator' || kind === 'desk';
  const ticked = last?.typed.plateforme ?? [];
  return (
    <section className="part" aria-labelledby="faire">
      <h2 id="faire">Faire une clé</h2>
      <ProblemNote problem={last?.problem ?? null} />
      <ActionForm action="faire" isCodeAsked={isCodeAsked} submit="Faire la clé" isMain>
        <TextField
          label="À quoi elle sert"
          name="nom"
          hint={fr`Par exemple : « supervision », « outil d'astreinte ».`}
          defaultValue={lastTyped(last, 'nom')}
          maxLength={100}
          required
        />
        {measures && (
          <SelectField
            label="Sa nature"
            name="sorte"
            options={KEY_KINDS.map((value) => ({ value, label: keyKindWords[value].may }))}
            defaultValue={lastTyped(last, 'sorte')}
          />
        )}
        <CheckList
          legend={fr`Ce qu'elle fait`}
          name="action"
          hint={
            measures
              ? fr`Le moins possible. Une clé de mesure n'a rien à cocher.`
              : fr`Le moins possible : ce qui n'est pas coché lui est refusé.`
          }
          options={mayName.map((value) => ({ value, label: capital(keyActionWords[value]) }))}
          checked={last?.typed.action ?? []}
        />
        <details className="folded" open={ticked.length > 0}>
          <summary>Sur certaines plateformes seulement</summary>
          <CheckList
            legend="Plateformes"
            name="plateforme"
            hint={fr`Rien de coché : toutes celles de votre périmètre.`}
            options={platforms.map(({ id, name }) => ({ value: id, label: typeset(name) }))}
            checked={ticked}
          />
        </details>
        <SelectField
          label={fr`Jusqu'à quand`}
          name="jours"
          hint={fr`Un an au plus. Vous serez prévenu deux semaines avant.`}
          options={KEY_SPANS.map((span) => ({ value: String(span.days), label: endLabel(span, at) }))}
          defaultValue={lastTyped(last, 'jours') ?? String(USUAL_SPAN)}
        />
        <input type="hidden" name="des" value={at} />
      </ActionForm>
    </section>
  );
};

const endLabel = ({ days, word }: KeySpan, at: string): string =>
  fr`${capital(word)} : jusqu'au ${fullDay(new Date(Date.parse(at) + days * DAY))}`;
const DAY = 86_400_000;

type KeyMadeProps = { secret: string; isProbe: boolean; origin: string };

/** The secret, and a first call that changes nothing. */
export const KeyMade = ({ secret, isProbe, origin }: KeyMadeProps) => (
  <ShownOnce title="Votre clé" label="Secret" value={secret}>
    <p className="small">{fr`Rangez-le maintenant dans votre coffre : il ne sera plus montré.`}</p>
    {isProbe ? (
      <p className="small">{fr`Cette clé n'envoie que des mesures.`}</p>
    ) : (
      <>
        <p className="small">{fr`Pour l'essayer, sans rien changer :`}</p>
        <pre className="example">{`curl ${origin}/api/v1/due \\\n  -H "Authorization: Bearer ${secret}"`}</pre>
      </>
    )}
    <p className="small">
      <a href="/api/v1/openapi.json">{fr`Tout ce qu'un logiciel peut demander (OpenAPI)`}</a>
    </p>
  </ShownOnce>
);

export const KeysPage = ({ done, made, origin, ...page }: KeysData) => {
  const { refused } = page;
  const shown = { ...page, isCodeAsked: page.isCodeAsked || refused?.needs === 'step-up' };
  return (
    <main className="page" id="contenu">
      <div className="title">
        <h1>{fr`Clés d'API`}</h1>
      </div>
      {!isOf(refused, 'faire') && <ProblemNote problem={refused?.problem ?? null} />}
      {refused === null && (
        <DoneNote said={keysDoneWords.get(done ?? '') ?? restrictionDoneWords.get(done ?? '') ?? null} />
      )}
      {made && <KeyMade {...made} origin={origin} />}
      <p className="lead">{fr`Pour qu'un logiciel publie à votre place. Une clé écrit au nom de qui la fait, dans le périmètre de son organisation, et ne fait que ce qu'elle nomme, jusqu'à sa fin. Confirmer, clore, décider, tenir l'annuaire et inviter restent aux personnes.`}</p>
      <Restrictions
        restrictions={page.restrictions.filter(({ action }) => action === 'key-revocation')}
        nameOf={page.nameOf}
        isCodeAsked={shown.isCodeAsked}
      />
      <KeyList {...shown} />
      <KeyForm key={made?.secret} {...shown} />
    </main>
  );
};
