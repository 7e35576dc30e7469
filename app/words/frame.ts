export const PRODUCT = 'Comptoir';

/** « Avis des syndicats et des autorités – Comptoir ». */
export const pageTitle = (page: string): string => `${page} – ${PRODUCT}`;
