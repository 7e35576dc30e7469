import type { ServerBuild } from '@remix-run/node';

/** The methods that each page answers to, by the pattern of its address (`/avis/:id`), as the dashboard was built. */
export const methodsOfPages = (build: ServerBuild): ReadonlyMap<string, readonly string[]> => {
  const known = read.get(build) ?? readMethods(build);
  read.set(build, known);
  return known;
};

/** While the dashboard is developed each change of it is another build. */
const read = new WeakMap<ServerBuild, ReadonlyMap<string, readonly string[]>>();

const readMethods = ({ routes }: ServerBuild): ReadonlyMap<string, readonly string[]> => {
  const patternOf = (id: string): string => {
    const { parentId, path = '' } = routes[id] ?? {};
    return (parentId === undefined ? '' : patternOf(parentId)).replace(/\/$/, '') + (path && `/${path}`);
  };
  // Whatever no page has is answered by one too: nothing is there all the same.
  const pages = Object.values(routes).flatMap((route) =>
    route?.index || (route?.path !== undefined && route.path !== '*') ? [route] : [],
  );
  return new Map(
    pages.map(({ id, module }) => [
      patternOf(id) || '/',
      module.action === undefined ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'POST'],
    ]),
  );
};
