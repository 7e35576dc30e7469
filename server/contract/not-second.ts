/** Why one may not be the second person of what another said or asked. */
export const NOT_SECOND = [
  'same-account',
  'joined-by-invitation',
  'too-recent',
  'changed-since-outage',
  'by-key',
] as const;
export type NotSecond = (typeof NOT_SECOND)[number];
