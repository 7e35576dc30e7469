import type { WebhookShape } from '../channel';

/**
 * Where groups of others are written to. None of them can answer a challenge, so nothing in their shape goes anywhere
 * else: an address of somebody's would be written to without having asked. Null: anywhere, once it has answered.
 */
const HOSTS: Record<WebhookShape, RegExp | null> = {
  comptoir: null,
  slack: /^hooks\.slack(?:-gov)?\.com$/,
  teams: /\.(?:logic\.azure\.com|api\.powerplatform\.com|webhook\.office\.com)$/,
  discord: /^(?:(?:ptb|canary)\.)?discord(?:app)?\.com$/,
};

export const isHostOf = (shape: WebhookShape, url: string): boolean => {
  const host = HOSTS[shape];
  return host === null || (URL.canParse(url) && host.test(new URL(url).hostname));
};
