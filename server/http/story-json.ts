import type { Story } from '#server/domain/incidents/views';

/** An incident as it crosses the wire (contract `incident`). */
export const storyJson = ({ incident, touched, ...told }: Story) => ({
  ...told,
  id: incident.id,
  title: incident.title,
  cause: incident.cause,
  platforms: incident.platforms,
  touched,
});
