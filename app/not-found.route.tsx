import { PAGE_UNKNOWN } from './client/ask';

/** Any address that no other page has: the page of what is not found knows which profession its reader chose. */
export const loader = (): never => {
  throw Response.json(PAGE_UNKNOWN, { status: PAGE_UNKNOWN.status });
};

/** The root says what was thrown. */
const Page = () => null;
export default Page;
