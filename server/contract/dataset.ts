import { z } from 'zod';
import { accept, type Result, refuse } from '#server/domain/facts/result';
import {
  ADVICE_CODES,
  CONFIDENCES,
  DECLARED_HEALTHS,
  ORGANISATION_KINDS,
  PAYMENT_STATES,
  type PaymentState,
  PLATFORM_KINDS,
  PRECISIONS,
  STAGES,
} from '#server/domain/facts/vocabulary';
import {
  absentAsNull,
  addIssue,
  day,
  flows,
  id,
  instant,
  listOf,
  partialDate,
  professions,
  professionsOrAll,
} from './dataset-fields';
import { type Issue, saidOf } from './problem';
import { freeText as text, verbatim } from './texts';

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
  amcNumbers: listOf(verbatim),
  hosts: listOf(verbatim),
});

export const mutuelle = z.strictObject({
  id,
  name: text,
  aliases: listOf(text),
  amcNumbers: listOf(verbatim),
  sources: listOf(verbatim),
});

export const convention = z.strictObject({
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

export const organisation = z
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

export const incident = z.strictObject({ id, title: text, cause: absentAsNull(text), platforms: listOf(id) });

export const closing = z.strictObject({
  incident: id,
  by: id,
  effectiveAt: instant,
  recordedAt: instant,
  note: absentAsNull(text),
});

export const update = z.strictObject({
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
    addIssue(context, 'aucune mutuelle nommée', 'Nommez-les, ou écrivez null pour toutes.');
});

export const statement = z.strictObject({
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
  witness: z
    .boolean()
    .nullish()
    .transform((value) => value ?? true),
  /** False: somebody signed in to say it, where the file comes from. Absent: a file's word. */
  imported: z.boolean().optional(),
});

/** What is promised has a day, and nothing else has. */
export function wholePromise(
  { state, expectedOn }: { state: PaymentState; expectedOn: string | null },
  context: z.RefinementCtx,
): void {
  if ((state === 'promised') === (expectedOn !== null)) return;
  const message = state === 'promised' ? 'promis, sans le jour attendu' : 'un jour attendu, sans promesse';
  const cure = 'Donnez « expectedOn » avec l’état « promised », et avec lui seul.';
  context.addIssue({ code: 'custom', message, path: ['expectedOn'], params: { cure } });
}

const confirmation = z.strictObject({ statement: id, by: id, recordedAt: instant });
const retraction = z.strictObject({ statement: id, by: id, recordedAt: instant, reason: absentAsNull(text) });

export const maintenance = z.strictObject({
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

export const notice = z.strictObject({
  id,
  by: id,
  publishedAt: instant,
  validUntil: absentAsNull(instant),
  withdrawnAt: absentAsNull(instant),
  withdrawalReason: absentAsNull(text),
  professions: professionsOrAll,
  platforms: listOf(id),
  mutuelles: absentAsNull(someMutuelles),
  title: text,
  body: text,
  advice: absentAsNull(z.enum(ADVICE_CODES)),
  sourceUrl: absentAsNull(verbatim),
  corrects: absentAsNull(id),
});

export const paymentFields = {
  platform: id,
  professions: professionsOrAll,
  mutuelles: absentAsNull(someMutuelles),
  day,
  state: z.enum(PAYMENT_STATES),
  expectedOn: absentAsNull(day),
};

const payment = z
  .strictObject({
    id,
    by: id,
    recordedAt: instant,
    ...paymentFields,
    text: absentAsNull(text),
    sourceUrl: absentAsNull(verbatim),
  })
  .superRefine(wholePromise);

/** A dataset file, read into the domain's own shapes: "all" is null, instants are Dates. */
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
  payments: listOf(payment),
});
export type Dataset = z.infer<typeof dataset>;

/** What is wrong in a file: where (JSON path, or line and column), what, and what to do. In French. */
export type Fault = { path: string; message: string; cure: string };

/** `['statements', 3, 'health']` → `$.statements[3].health`. */
export const jsonPath = (keys: readonly (string | number | symbol)[]): string =>
  keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return /^[A-Za-z_]\w*$/.test(String(key)) ? `${path}.${String(key)}` : `${path}[${JSON.stringify(key)}]`;
  }, '$');

/** Reads a parsed JSON file as a dataset, or tells every fault of its form. References are not looked up here. */
export const readDataset = (input: unknown): Result<Dataset, Fault[]> => {
  const read = dataset.safeParse(input);
  if (read.success) return accept(read.data);
  const said = read.error.issues.flatMap((issue) =>
    saidOf(issue as Issue, input, 'le format comptoir-dataset/1'),
  );
  return refuse(said.map(({ keys, message, cure }) => ({ path: jsonPath(keys), message, cure })));
};
