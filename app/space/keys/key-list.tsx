import type { RestrictionRecord } from '#server/contract/restrictions';
import type { KeyAction, OrganisationKind } from '#server/domain/facts/vocabulary';
import { Moment } from '../../ui/moment';
import type { NameOf } from '../../ui/names';
import { Section } from '../../ui/page-body';
import { fullDay, longInstant } from '../../words/instants';
import { isRecent, isSoon, keyActionWords, keyEnd, keyKindWords, keyListWords } from '../../words/space-keys';
import { typeset } from '../../words/typography';
import { FoldedAction } from '../form/action-form';
import { isOf, type Refusal } from '../form/typed';

export type Key = {
  id: string;
  account: string;
  organisation: string;
  kind: 'writer' | 'probe';
  name: string;
  actions: readonly KeyAction[];
  /** Null: all those of its organisation. */
  platforms: readonly string[] | null;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  lastUsedAt: string | null;
  /** Where it was used from, the newest first. */
  networks: readonly { network: string; firstUsedAt: string }[];
};

export type KeysData = {
  keys: readonly Key[];
  restrictions: readonly RestrictionRecord[];
  /** What a new one may name. */
  mayName: readonly KeyAction[];
  platforms: readonly { id: string; name: string }[];
  /** Of accounts, organisations and platforms. */
  nameOf: NameOf;
  kind: OrganisationKind;
  isDesk: boolean;
  /** Where programs reach us. */
  origin: string;
  at: string;
  isCodeAsked: boolean;
  done: string | null;
  refused: Refusal | null;
  /** A key just made: its secret is shown once. */
  made: { secret: string; isProbe: boolean } | null;
};

type KeyListProps = Pick<KeysData, 'keys' | 'nameOf' | 'isDesk' | 'at' | 'isCodeAsked' | 'refused'>;

/** Those in force first; the revoked stay, to be read. */
export const KeyList = ({ keys, nameOf, isDesk, at, isCodeAsked, refused }: KeyListProps) => (
  <Section id="cles" title={keyListWords.title}>
    {keys.length === 0 && <p className="empty">{keyListWords.none}</p>}
    <ul className="notices">
      {[...keys].sort(inForceFirst(at)).map((key) => (
        <li key={key.id} className={isInForce(key, at) ? undefined : 'is-void'}>
          <h3>{typeset(key.name)}</h3>
          <p>
            {keyKindWords[key.kind].word}
            {isDesk && keyListWords.ofOrganisation(nameOf(key.organisation))}
            {keyListWords.inTheNameOf(nameOf(key.account))}
          </p>
          {key.kind === 'writer' && <p>{doneBy(key)}</p>}
          {key.platforms && <p>{keyListWords.onlyOn(key.platforms.map(nameOf).map(typeset).join(', '))}</p>}
          <p>
            {keyListWords.madeOn}
            <Moment iso={key.createdAt} as={longInstant} />
            {' · '}
            {key.lastUsedAt === null ? keyListWords.neverUsed : keyListWords.usedAgo(key.lastUsedAt, at)}
            {key.revokedAt === null && <End end={key.expiresAt} at={at} />}
            {key.revokedAt && (
              <b>
                {keyListWords.revokedOn}
                <Moment iso={key.revokedAt} as={longInstant} />
              </b>
            )}
          </p>
          {isInForce(key, at) && <NewNetwork keyOf={key} at={at} />}
          {isInForce(key, at) && (
            <FoldedAction
              action="revoquer"
              target={key.id}
              summary={keyListWords.revoke}
              about={keyListWords.about(key.name)}
              isOpen={isOf(refused, 'revoquer', key.id)}
              isCodeAsked={isCodeAsked}
              submit={keyListWords.revokeThis}
            />
          )}
        </li>
      ))}
    </ul>
  </Section>
);

const isInForce = ({ revokedAt, expiresAt }: Key, at: string): boolean =>
  revokedAt === null && expiresAt > at;

const inForceFirst =
  (at: string) =>
  (a: Key, b: Key): number =>
    Number(isInForce(b, at)) - Number(isInForce(a, at)) || (a.createdAt < b.createdAt ? 1 : -1);

const doneBy = ({ actions }: Key): string =>
  keyListWords.may(actions.map((action) => keyActionWords[action]).join(', '));

/** Bold when the end is near: the key must be replaced in time. */
const End = ({ end, at }: { end: string; at: string }) => (
  <>
    {' · '}
    {isSoon(end, at) ? <b>{keyEnd(end, at)}</b> : keyEnd(end, at)}
    {' ('}
    <Moment iso={end} as={fullDay} />)
  </>
);

/** The first network is the key's own; a second one may be a thief's. */
const NewNetwork = ({ keyOf: { networks }, at }: { keyOf: Key; at: string }) => {
  const [newest] = networks;
  if (!newest || networks.length < 2 || !isRecent(newest.firstUsedAt, at)) return null;
  return (
    <p className="fault">
      <b>{keyListWords.newNetwork}</b> {newest.network}
      {keyListWords.since} <Moment iso={newest.firstUsedAt} as={longInstant} />
      {keyListWords.ifNotYou}
    </p>
  );
};
