import type { Profession } from '#server/domain/facts/vocabulary';
import { professionWords } from '../words/professions';

type Following = {
  profession: Profession | null;
  mutuelles?: readonly string[];
  platforms?: readonly string[];
};

/** The addresses of our pages; during a replay every one of them keeps the instant. */
export const pathsAt = (at: string | null) => {
  const keep = (path: string, asked: Record<string, string> = {}) => {
    const query = new URLSearchParams(at === null ? asked : { ...asked, at });
    return query.size === 0 ? path : `${path}?${query}`;
  };
  const under = (profession: Profession, rest = '', asked: Record<string, string> = {}) =>
    keep(`/${professionWords[profession].slug}${rest}`, asked);
  return {
    at,
    home: keep('/'),
    /** The choice of a profession, even when one is remembered. */
    choice: keep('/', { choisir: '1' }),
    board: (profession: Profession) => under(profession),
    /** `card`: the type and the CSR read on it. */
    answer: (profession: Profession, mutuelle: string, card: Record<string, string> = {}) =>
      under(profession, `/${mutuelle}`, card),
    operator: (profession: Profession, platform: string, card: Record<string, string> = {}) =>
      under(profession, `/operateur/${platform}`, card),
    platforms: keep('/plateformes'),
    platform: (id: string) => keep(`/plateformes/${id}`),
    /** The days of a platform as our HTTP gives them, a file. */
    availabilityFile: (id: string, profession: Profession | null) =>
      keep(`/api/v1/platforms/${id}/availability.csv`, profession === null ? {} : { profession }),
    incident: (id: string) => keep(`/incidents/${id}`),
    maintenances: keep('/maintenances'),
    maintenancesOf: (platform: string) => keep('/maintenances', { platform }),
    maintenance: (id: string) => keep(`/maintenances/${id}`),
    history: keep('/historique'),
    /** As it was on the evening of a day. */
    historyOn: (instant: string) => `/historique?${new URLSearchParams({ at: instant })}`,
    historyOf: (platform: string) => keep('/historique', { platform }),
    notices: keep('/avis'),
    withdrawnNotices: keep('/avis', { retires: '1' }),
    notice: (id: string) => keep(`/avis/${id}`),
    about: keep('/a-propos'),
    privacy: '/confidentialite',
    accessibility: '/accessibilite',
    legal: '/mentions-legales',
    plugging: '/brancher',
    /** Where one asks to be told of this; `null`: of whichever profession one is. */
    following: ({ profession, mutuelles = [], platforms = [] }: Following) =>
      `/abonnements?${new URLSearchParams([
        ...(profession === null ? [] : [['profession', professionWords[profession].slug]]),
        ...mutuelles.map((id) => ['mutuelle', id]),
        ...platforms.map((id) => ['operateur', id]),
      ])}`,
    /** One reports of now. */
    reporting: '/signaler',
    /** Writers work in the present. */
    writers: '/espace',
  };
};
export type Paths = ReturnType<typeof pathsAt>;

/** A page of a profession on one A4, what is handed to a patient, a card by the camera: under words that are nobody's. */
export const onPaper = (page: string): string => `/fiche${page}`;
export const patientNoteOf = (page: string): string => `/note-patient${page}`;
export const scannerOf = (board: string): string => `/scanner${board}`;

/** The page of a list that comes after this one. */
export const olderThan = (cursor: string, address: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}${new URLSearchParams({ cursor })}`;
