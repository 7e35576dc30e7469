const served = (mutuelle: string, platform: string) => ({
  mutuelle,
  platform,
  professions: 'all',
  from: '2024-01-01',
  source: { url: 'https://example.org/', kind: 'test', asOf: '2026-01', confidence: 'high' },
});

/** Nord serves Alba, Sud serves Brio; opticians and pharmacists each have their union. */
export const SMALL_WORLD = {
  format: 'comptoir-dataset/1',
  platforms: [
    { id: 'north', name: 'Nord', kind: 'operator', flows: ['idb', 'pec', 'dre', 'portail', 'virement'] },
    { id: 'south', name: 'Sud', kind: 'operator', flows: ['idb', 'pec', 'virement'] },
  ],
  mutuelles: [
    { id: 'alba', name: 'Alba', amcNumbers: ['00410001'] },
    { id: 'brio', name: 'Brio' },
  ],
  conventions: [served('alba', 'north'), served('brio', 'south')],
  organisations: [
    { id: 'north', name: 'Nord', kind: 'operator', platforms: ['north'] },
    { id: 'south', name: 'Sud', kind: 'operator', platforms: ['south'] },
    { id: 'opticians', name: 'Opticiens', kind: 'union', professions: ['optician'] },
    { id: 'pharmacists', name: 'Pharmaciens', kind: 'union', professions: ['pharmacist'] },
    { id: 'eyes', name: 'Autre syndicat d’opticiens', kind: 'union', professions: ['optician'] },
    { id: 'alba', name: 'Alba', kind: 'mutuelle', mutuelles: ['alba'] },
    { id: 'brio', name: 'Brio', kind: 'mutuelle', mutuelles: ['brio'] },
    { id: 'herald', name: 'Le Héraut', kind: 'press' },
    { id: 'ministry', name: 'Ministère', kind: 'authority' },
    { id: 'desk', name: 'Comptoir', kind: 'desk' },
  ],
};
