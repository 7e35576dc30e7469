import { z } from 'zod';
import {
  ALERT_STATES,
  DECLARED_HEALTHS,
  FLOWS,
  PROFESSIONS,
  STAGES,
  WAITING_ALERT_STATES,
} from '#server/domain/facts/vocabulary';
import { professionsOrAll } from './dataset-fields';
import { askedId, list } from './ids';
import { updateBody } from './incidents';
import { instant } from './instants';
import { filledText, filledTitle, writtenName } from './texts';

/** What an organisation's own tools say, as drafts that wait for somebody. */

/** `POST /api/v1/inbound/{token}`: whatever the tool sends. */
export const sentByTool = z.unknown().meta({ description: 'Ce que l’outil envoie, en JSON.' });

/**
 * `tool`: the one whose shape it has; null: it is kept seven days to be looked at, and makes no draft. `alerts`: of how
 * many outages it speaks. `reading`: `later` when it is kept, and read within the minute.
 */
export const takenFromTool = z.object({
  kept: z.literal(true),
  reading: z.enum(['done', 'later']),
  tool: z.string().nullable(),
  alerts: z.number().int(),
});

const isSecured = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === 'https:' && username === '' && password === '';
};

/** `POST /api/v1/connectors`. */
export const connectorBody = z.strictObject({ name: writtenName });
/** `token` is shown once. */
export const connectorMade = z.object({ id: z.string(), token: z.string() });

/** `POST /api/v1/connectors/{id}/summary`: null: it is asked no more. */
export const connectorSummaryBody = z.strictObject({
  url: z
    .string()
    .trim()
    .max(2_000)
    .refine(isSecured, 'une adresse https://, sans nom ni mot de passe')
    .nullable(),
});

/** A tool that says it works says a return, which is nobody’s link. */
const LINKED_HEALTHS = ['degraded', 'maintenance', 'down'] as const;

/** `POST /api/v1/connectors/{id}/links`. `health` null: as the tool has it. */
export const connectorLinkBody = z.strictObject({
  labels: z.array(filledText).min(1, 'nommez au moins un mot de l’outil').max(20),
  platform: askedId,
  flows: z.array(z.enum(FLOWS)).min(1, 'nommez au moins un échange'),
  professions: professionsOrAll,
  health: z.enum(LINKED_HEALTHS).nullable().default(null),
});

export const connectorRecord = z.object({
  id: z.string(),
  organisation: z.string(),
  name: z.string(),
  madeAt: instant,
  revokedAt: instant.nullable(),
  /** Asked each minute; null: none is. */
  summaryUrl: z.string().nullable(),
  askedAt: instant.nullable(),
  failure: z.string().nullable(),
});
export type ConnectorRecord = z.infer<typeof connectorRecord>;
export const connectorList = z.object({ connectors: list(connectorRecord) });

const linkRecord = z.object({
  id: z.string(),
  labels: list(z.string()),
  platform: z.string(),
  flows: list(z.enum(FLOWS)),
  professions: list(z.enum(PROFESSIONS)).nullable(),
  health: z.enum(DECLARED_HEALTHS).nullable(),
});
export type LinkRecord = z.infer<typeof linkRecord>;

/** `body`: as it is kept, masked; `tool` null: of no shape that is known. */
const payloadRecord = z.object({
  id: z.string(),
  tool: z.string().nullable(),
  firstHeardAt: instant,
  heardAt: instant,
  times: z.number().int(),
  body: z.string(),
  /** The words that a link may name. */
  labels: list(z.string()),
});
export type PayloadRecord = z.infer<typeof payloadRecord>;

/** `GET /api/v1/connectors/{id}`. */
export const connectorWhole = connectorRecord.extend({
  links: list(linkRecord),
  payloads: list(payloadRecord),
});
export type ConnectorWhole = z.infer<typeof connectorWhole>;

export const connectorDone = z.object({ id: z.string() });

const place = z.object({
  platform: z.string(),
  flows: list(z.enum(FLOWS)),
  professions: list(z.enum(PROFESSIONS)).nullable(),
  health: z.enum(DECLARED_HEALTHS),
});

/**
 * The draft of what a tool tells. `state`: `waiting` to be said; `over` before anybody said it; `returning`: said, and
 * back by the tool's word; what somebody has settled is `published`, `returned` or `dropped`. `places`: by the links of
 * its connector; none: linked to nothing yet. `incident`: where somebody said it.
 */
export const alertRecord = z.object({
  id: z.string(),
  connector: z.string(),
  connectorName: z.string(),
  state: z.enum(ALERT_STATES),
  title: z.string(),
  text: z.string().nullable(),
  /** Whether its text was written for the public. */
  isPublicText: z.boolean(),
  stage: z.enum(STAGES).nullable(),
  labels: list(z.string()),
  places: list(place),
  startedAt: instant,
  heardAt: instant,
  endedAt: instant.nullable(),
  incident: z.string().nullable(),
  settledAt: instant.nullable(),
  note: z.string().nullable(),
});
export type AlertRecord = z.infer<typeof alertRecord>;

/**
 * `POST /api/v1/alerts/{id}/publication`: somebody says what waits, as its author. `state`: as it was read; another by
 * then is refused. `incident` null opens one, by that title. `back`, of what is over: the return, said in the same breath,
 * that waits for a second person as any return.
 */
export const alertPublicationBody = z.strictObject({
  state: z.enum(WAITING_ALERT_STATES),
  incident: askedId.nullable(),
  title: filledTitle.nullable().default(null),
  update: updateBody,
  back: updateBody.nullable().default(null),
});
export const alertPublished = z.object({ incident: z.string(), update: z.string() });

/** `POST /api/v1/alerts/{id}/dropping`: why nothing is said of it. */
export const alertDroppingBody = z.strictObject({ note: filledText });
export const alertDone = z.object({ id: z.string() });
