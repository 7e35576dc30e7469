import { z } from 'zod';
import {
  ADVICE_CODES,
  CONFIDENCES,
  DECLARED_HEALTHS,
  FLOWS,
  ORGANISATION_KINDS,
  PLATFORM_KINDS,
  PRECISIONS,
  PROFESSIONS,
  STAGES,
} from '#server/domain/vocabulary';
import { freeText as text, verbatim } from './free-text';
import { INSTANT_EXPECTED, readInstant } from './instants';

/** A refusal that tells its cure: what `dataset-faults.ts` prints beside the path. */
const refuse = (context: z.RefinementCtx, message: string, cure: string): never => {
  context.addIssue({ code: 'custom', message, params: { cure } });
  return z.NEVER;
};

const SANE_YEARS = { first: 1900, last: 2199 };

const instant = z.string().transform((text, context) => {
  const read = readInstant(text);
  const year = read?.getUTCFullYear() ?? 0;
  return read && year >= SANE_YEARS.first && year <= SANE_YEARS.last
    ? read
    : refuse(context, `instant illisible : « ${text} »`, INSTANT_EXPECTED);
});

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && readInstant(`${text}T00:00:00Z`) !== null;

const day = z.string().superRefine((text, context) => {
  if (!isDay(text)) refuse(context, `date illisible : « ${text} »`, 'Une date AAAA-MM-JJ du calendrier.');
});

const partialDate = z.string().superRefine((text, context) => {
  const whole = /^\d{4}(-\d{2}){0,2}$/.test(text) ? `${text}-01-01`.slice(0, 10) : '';
  if (!isDay(whole)) refuse(context, `date illisible : « ${text} »`, 'null, AAAA, AAAA-MM ou AAAA-MM-JJ.');
});

const id = z.string().superRefine((text, context) => {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return;
  refuse(
    context,
    `identifiant mal formé : « ${text} »`,
    'Minuscules sans accent et chiffres, séparés par des tirets.',
  );
});

/** An absent scalar reads as null, an absent list as empty. */
const absentAsNull = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => (value ?? null) as z.output<T> | null);
const listOf = <T extends z.ZodType>(schema: T) => z.array(schema).default([]);

const flows = z.array(z.enum(FLOWS));
const professions = z.array(z.enum(PROFESSIONS));

/** "all" reads as null. Neither absent nor null is taken for it: who is concerned must be said. */
const professionsOrAll = z
  .unknown()
  .superRefine((value, context) => {
    if (value === undefined || value === null) {
      refuse(context, 'professions non précisées', 'Nommez-les, ou écrivez "all" pour toutes.');
    }
  })
  .transform((value) => (value === 'all' || value === undefined ? null : value))
  .pipe(professions.nullable());

const platform = z.strictObject({
  id,
  name: text,
  kind: z.enum(PLATFORM_KINDS),
  owner: absentAsNull(text),
  website: absentAsNull(verbatim),
  professionalPortal: absentAsNull(verbatim),
  conventionCodes: listOf(verbatim),
  professions: absentAsNull(professions),
  flows: flows.default([]),
  dependsOn: listOf(z.strictObject({ platform: id, flows: flows.default([]) })),
  contacts: listOf(z.strictObject({ label: text, value: text, checkedOn: absentAsNull(partialDate) })),
  sources: listOf(verbatim),
});

const mutuelle = z.strictObject({ id, name: text, aliases: listOf(text), amcNumbers: listOf(verbatim) });

const convention = z.strictObject({
  mutuelle: id,
  platform: id,
  professions: professionsOrAll,
  code: absentAsNull(verbatim),
  csr: absentAsNull(verbatim),
  from: absentAsNull(day),
  to: absentAsNull(day),
  source: z.strictObject({
    url: absentAsNull(verbatim),
    kind: absentAsNull(text),
    asOf: absentAsNull(partialDate),
    confidence: z.enum(CONFIDENCES),
  }),
});

const organisation = z
  .strictObject({
    id,
    name: text,
    kind: z.enum(ORGANISATION_KINDS),
    professions: absentAsNull(professions),
    platforms: listOf(id),
    mutuelles: listOf(id),
  })
  .superRefine(({ kind, professions: own }, context) => {
    if (kind !== 'union' || own !== null) return;
    const message = 'un syndicat ne parle que pour ses professions';
    context.addIssue({ code: 'custom', message, path: ['professions'], params: { cure: 'Nommez-les.' } });
  });

const incident = z.strictObject({ id, title: text, cause: absentAsNull(text), platforms: listOf(id) });

const closing = z.strictObject({
  incident: id,
  by: id,
  effectiveAt: instant,
  recordedAt: instant,
  note: absentAsNull(text),
});

const update = z.strictObject({
  id,
  incident: id,
  by: id,
  effectiveAt: instant,
  recordedAt: instant,
  stage: absentAsNull(z.enum(STAGES)),
  text: absentAsNull(text),
  nextUpdateDue: absentAsNull(instant),
});

const someMutuelles = z.array(id).superRefine((named, context) => {
  if (named.length === 0)
    refuse(context, 'aucune mutuelle nommée', 'Nommez-les, ou écrivez null pour toutes.');
});

const statement = z.strictObject({
  id,
  incident: absentAsNull(id),
  update: absentAsNull(id),
  by: id,
  effectiveAt: instant,
  precision: z
    .enum(PRECISIONS)
    .nullish()
    .transform((value) => value ?? 'minute'),
  recordedAt: instant,
  platform: id,
  flows: flows.default([]),
  professions: professionsOrAll,
  mutuelles: absentAsNull(someMutuelles),
  health: z.enum(DECLARED_HEALTHS),
  validUntil: absentAsNull(instant),
  expectedBack: absentAsNull(instant),
  nextUpdateDue: absentAsNull(instant),
  stage: absentAsNull(z.enum(STAGES)),
  text: absentAsNull(text),
  sourceUrl: absentAsNull(verbatim),
});

const confirmation = z.strictObject({ statement: id, by: id, recordedAt: instant });
const retraction = z.strictObject({ statement: id, by: id, recordedAt: instant, reason: absentAsNull(text) });

const maintenance = z.strictObject({
  id,
  by: id,
  platform: id,
  flows: flows.default([]),
  professions: professionsOrAll,
  from: instant,
  to: instant,
  recordedAt: instant,
  text: absentAsNull(text),
  cancelledAt: absentAsNull(instant),
});

const notice = z.strictObject({
  id,
  by: id,
  publishedAt: instant,
  validUntil: absentAsNull(instant),
  withdrawnAt: absentAsNull(instant),
  professions: professionsOrAll,
  platforms: listOf(id),
  title: text,
  body: text,
  advice: absentAsNull(z.enum(ADVICE_CODES)),
  sourceUrl: absentAsNull(verbatim),
});

/** A dataset file (interfaces.md §2), read into the domain's own shapes: "all" is null, instants are Dates. */
export const dataset = z.strictObject({
  format: z.literal('comptoir-dataset/1'),
  title: absentAsNull(text),
  platforms: listOf(platform),
  mutuelles: listOf(mutuelle),
  conventions: listOf(convention),
  organisations: listOf(organisation),
  incidents: listOf(incident),
  closings: listOf(closing),
  updates: listOf(update),
  statements: listOf(statement),
  confirmations: listOf(confirmation),
  retractions: listOf(retraction),
  maintenances: listOf(maintenance),
  notices: listOf(notice),
});
export type Dataset = z.infer<typeof dataset>;

/** One line of a CSV of conventions, once its columns are named: the convention it tells. */
export const conventionLine = convention;
