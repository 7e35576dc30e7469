import type { Dataset } from '#server/contract/dataset';
import { professionNames } from '#server/contract/profession-names';
import { CONFIDENCES, type Profession } from '#server/domain/facts/vocabulary';
import type { LineFault } from './line-faults';

export type Convention = Dataset['conventions'][number];
/** A convention, and the rows of the file that tell it. */
export type Told = { convention: Convention; lines: readonly number[] };
export type Added = { told: Told[]; faults: LineFault[]; warnings: LineFault[] };

type Professions = Convention['professions'];
type Source = Convention['source'];

const union = (a: Professions, b: Professions): Professions =>
  a === null || b === null ? null : [...new Set([...a, ...b])];

const holds = (all: Professions, some: Professions): boolean =>
  all === null || (some?.every((each) => all.includes(each)) ?? false);

const missingFrom = (some: Professions, all: readonly Profession[]): Profession[] =>
  some === null ? [] : all.filter((each) => !some.includes(each));

/** What two rows know together is as sure as the less sure of them. */
const lower = (a: Source['confidence'], b: Source['confidence']): Source['confidence'] =>
  CONFIDENCES.indexOf(a) > CONFIDENCES.indexOf(b) ? a : b;

const isUnsaid = ({ url, kind, asOf }: Source): boolean => url === null && kind === null && asOf === null;
const isSameSource = (a: Source, b: Source): boolean =>
  a.url === b.url && a.kind === b.kind && a.asOf === b.asOf;

const REPLACE = 'Pour la changer, chargez le fichier avec « remplacer ».';
const end = (to: string | null): string => (to === null ? 'sans fin' : `avec une fin le ${to}`);
const named = (professions: readonly Profession[]): string =>
  professions.map((each) => professionNames[each].plural).join(', ');

const at = (
  lines: readonly number[],
  column: LineFault['column'],
  message: string,
  cure: string,
): LineFault[] => lines.slice(-1).map((line) => ({ line, column, message, cure }));

const KEPT_SOURCE = 'une autre source est déjà écrite : elle reste, celle de la ligne n’est pas retenue';

/** The source of what is known together: one of them, never a mixture. */
const sourceOf = (was: Source, now: Source, isMore: boolean): Source => ({
  ...(isUnsaid(was) ? now : was),
  confidence:
    isMore || (isUnsaid(was) && !isUnsaid(now)) ? lower(was.confidence, now.confidence) : was.confidence,
});

/** Two rows of a key say together what each says; two ends of one convention are a fault. */
const together = (known: Told, row: Told): { told: Told } & Pick<Added, 'faults' | 'warnings'> => {
  const { convention: was } = known;
  const { convention: now, lines } = row;
  const isOtherEnd = was.to !== now.to;
  const isOtherSource =
    !isUnsaid(now.source) && !isUnsaid(was.source) && !isSameSource(was.source, now.source);
  const first = known.lines[0];
  return {
    told: {
      convention: {
        ...was,
        professions: union(was.professions, now.professions),
        source: sourceOf(was.source, now.source, true),
      },
      lines: [...known.lines, ...lines],
    },
    faults: isOtherEnd
      ? at(
          lines,
          'to',
          `la même convention est ${end(was.to)} à la ligne ${first}, ici ${end(now.to)}`,
          'Donnez-leur la même fin, ou un autre début (from).',
        )
      : [],
    warnings: isOtherSource ? at(lines, null, KEPT_SOURCE, REPLACE) : [],
  };
};

/** What a row adds to a convention on record, which loses nothing by it. */
const onto = (was: Convention, { convention: now, lines }: Told): Added => {
  const professions = union(was.professions, now.professions);
  const isMore = !holds(was.professions, now.professions);
  const convention: Convention = {
    ...was,
    professions,
    to: was.to ?? now.to,
    source: sourceOf(was.source, now.source, isMore),
  };
  const isOtherSource =
    !isUnsaid(now.source) &&
    !isSameSource(convention.source, now.source) &&
    !isSameSource(was.source, now.source);
  const warnings = isOtherSource ? at(lines, null, KEPT_SOURCE, REPLACE) : [];
  const told = [{ convention, lines }];
  if (was.to === now.to) return { told, faults: [], warnings };
  if (was.to === null) {
    // An end ends the convention for everyone it serves: those that the row does not name have not been asked.
    if (holds(now.professions, was.professions)) return { told, faults: [], warnings };
    const others =
      was.professions === null
        ? 'd’autres professions'
        : named(missingFrom(now.professions, was.professions));
    return {
      told,
      warnings,
      faults: at(
        lines,
        'to',
        `la convention de l’annuaire sert aussi ${others} : cette fin la clorait pour tous`,
        'Nommez toutes ses professions si elle finit pour toutes, ou chargez avec « remplacer ».',
      ),
    };
  }
  if (now.to === null) {
    const kept = `finie le ${was.to} dans l’annuaire : elle le reste`;
    return { told, faults: [], warnings: [...warnings, ...at(lines, 'to', kept, REPLACE)] };
  }
  const message = `la convention finit le ${was.to} dans l’annuaire, ici le ${now.to}`;
  return { told, warnings, faults: at(lines, 'to', message, REPLACE) };
};

/** What is lost by a convention that takes the place of another. */
const inPlaceOf = (was: Convention, told: Told): Added => {
  const { professions } = told.convention;
  const isLess = !holds(professions, was.professions);
  const lost =
    was.professions === null ? 'les autres professions' : named(missingFrom(professions, was.professions));
  const warnings = isLess ? at(told.lines, 'professions', `remplacer retire : ${lost}`, '') : [];
  return { told: [told], faults: [], warnings };
};

/** Brings rows of one key together, then adds each to what is on record under it, or puts it in its place. */
export const addUp = (
  rows: readonly Told[],
  onRecord: ReadonlyMap<string, Convention>,
  keyOf: (convention: Convention) => string,
  { isReplacing }: { isReplacing: boolean },
): Added => {
  const added: Added = { told: [], faults: [], warnings: [] };
  const byKey = new Map<string, Told>();
  for (const row of rows) {
    const key = keyOf(row.convention);
    const known = byKey.get(key);
    const { told, faults, warnings } = known ? together(known, row) : { told: row, faults: [], warnings: [] };
    byKey.set(key, told);
    added.faults.push(...faults);
    added.warnings.push(...warnings);
  }
  for (const [key, told] of byKey) {
    const was = onRecord.get(key);
    const done = !was
      ? { told: [told], faults: [], warnings: [] }
      : isReplacing
        ? inPlaceOf(was, told)
        : onto(was, told);
    added.told.push(...done.told);
    added.faults.push(...done.faults);
    added.warnings.push(...done.warnings);
  }
  return added;
};
