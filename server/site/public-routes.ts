/** Half of the routes are the writers' space, which is left and entered by a whole load: public pages know nothing of them. */

/** By the names that Remix gives them: the paths of their files. */
export const withoutSpace = <R>(routes: Record<string, R>): Record<string, R> =>
  Object.fromEntries(Object.entries(routes).filter(([id]) => !id.startsWith('space/')));

type Assets<R> = { routes: Record<string, R>; url: string };

/** What a browser is told of the routes, beside the list of all of them: it is named by the same digest. */
export const publicAssets = <R, A extends Assets<R>>(assets: A): A => ({
  ...assets,
  routes: withoutSpace(assets.routes),
  url: assets.url.replace(/\/manifest-(?=[^/]+$)/, '/manifest-public-'),
});
