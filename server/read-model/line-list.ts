/** Lines of a board as they cross the wire, in its order, found by the id of what they tell. */
export type LineList = {
  ids: readonly string[];
  texts: readonly string[];
  get: (id: string) => string | undefined;
};

/** `order`: one object for all lists of the same things, so that two lists are compared place by place. */
export const lineList = (order: LineOrder, texts: readonly string[]): LineList => ({
  ids: order.ids,
  texts,
  get: (id) => texts[order.rankOf(id) ?? -1],
});

export type LineOrder = { ids: readonly string[]; rankOf: (id: string) => number | undefined };

export const lineOrder = (ids: readonly string[]): LineOrder => {
  const ranks = new Map(ids.map((id, rank) => [id, rank]));
  return { ids, rankOf: (id) => ranks.get(id) };
};

/** The ids whose line is not what it was, those that are gone left out. */
export const changedIn = (before: LineList, after: LineList): string[] => {
  if (before.texts === after.texts) return [];
  return before.ids === after.ids
    ? after.ids.filter((_, rank) => before.texts[rank] !== after.texts[rank])
    : after.ids.filter((id, rank) => before.get(id) !== after.texts[rank]);
};
