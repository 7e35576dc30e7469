import type { Flow, Health } from '#server/domain/vocabulary';

/** The words of what leaves this service otherwise than by its pages; they live with those of the pages. */
export type Words = {
  flows: Record<Flow, string>;
  notVerified: string;
  incidentClosed: string;
  maintenanceOf: (platform: string) => string;
  maintenanceOver: string;
  maintenanceBegun: string;
  maintenanceCancelled: string;
  /** « Viamedis : prise en charge coupée ». */
  said: (platform: string, flow: Flow, health: Health) => string;
};
