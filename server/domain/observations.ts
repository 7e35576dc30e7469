/** What probes and heartbeats make of one flow of a platform, after damping (answers.md §6). */
export type Signal =
  | { kind: 'failing'; since: Date; last: Date }
  | { kind: 'healthy'; since: Date; last: Date }
  | { kind: 'stale'; last: Date };
