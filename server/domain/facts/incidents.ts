import type { Stage } from './vocabulary';

/** A story that ties statements together. */
export type Incident = {
  id: string;
  title: string;
  cause: string | null;
  platforms: readonly string[];
};

/** A step of an incident; its statements name it. */
export type Update = {
  id: string;
  incident: string;
  by: string;
  effectiveAt: Date;
  recordedAt: Date;
  storedAt: Date;
  stage: Stage | null;
  text: string | null;
  nextUpdateDue: Date | null;
};

export type Closing = {
  incident: string;
  by: string;
  effectiveAt: Date;
  recordedAt: Date;
  note: string | null;
  storedAt: Date;
};
