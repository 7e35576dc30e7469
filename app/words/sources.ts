import { fr, typeset } from './typography';

export const sourceWords = {
  source: fr`source :`,
  of: (whose: string): string => `, ${typeset(whose)}`,
} as const;
