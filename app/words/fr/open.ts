import type { Words } from '#server/contract/words';
import { FLOWS } from '#server/domain/vocabulary';
import { flowHealth, flowWords } from './flows';
import { fr, of } from './typography';

/** What is said to programs, feeds and other people's pages. */
export const openWords: Words = {
  flows: Object.fromEntries(FLOWS.map((flow) => [flow, flowWords[flow].name])) as Words['flows'],
  notVerified: 'non vérifié',
  incidentClosed: 'Incident clos.',
  maintenanceOf: (platform) => `Maintenance ${of(platform)}`,
  maintenanceOver: 'Maintenance terminée.',
  maintenanceBegun: 'Maintenance en cours.',
  maintenanceCancelled: 'Maintenance annulée.',
  said: (platform, flow, health) => fr`${platform} : ${flowHealth(flow, health)}`,
};
