import type { Closing, Incident, Update } from './incidents';
import type { Maintenance } from './maintenances';
import type { Notice } from './notices';
import type { Series } from './observations';
import type { PaymentDay } from './payment-days';
import type { Alarm } from './reports';
import type { Confirmation, Retraction, Statement } from './statements';

/** The facts a judgement may rest on; their order means nothing, and more than needed does no harm. */
export type Evidence = {
  statements: readonly Statement[];
  confirmations: readonly Confirmation[];
  retractions: readonly Retraction[];
  incidents: readonly Incident[];
  updates: readonly Update[];
  closings: readonly Closing[];
  maintenances: readonly Maintenance[];
  notices: readonly Notice[];
  payments: readonly PaymentDay[];
  series: readonly Series[];
  alarms: readonly Alarm[];
};

export const NO_EVIDENCE: Evidence = {
  statements: [],
  confirmations: [],
  retractions: [],
  incidents: [],
  updates: [],
  closings: [],
  maintenances: [],
  notices: [],
  payments: [],
  series: [],
  alarms: [],
};
