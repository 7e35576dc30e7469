/** What leads to being told, on each page; alone here, for the first visit of a board loads nothing more of it. */
export const followWord = 'Suivre';
