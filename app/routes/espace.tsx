import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useOutletContext } from '@remix-run/react';
import { ask, askIfThere } from '../ask';
import type { ReportLink } from '../link';
import { revalidateForm } from '../revalidate-form';
import { sectionsFor } from '../space-sections';

/** What the head of the space shows; pages guard themselves. */
export const loader = async ({ context: { client } }: LoaderFunctionArgs) => {
  const { told: session } = await ask(client.api.v1.session.$get());
  const { account, organisation } = session;
  if (!account || !organisation) return { who: null, sections: [] };
  const due = await askIfThere(client.api.v1.due.$get());
  const counts = due && {
    returns: due.returns.filter(({ whyNot }) => whyNot === null).length,
    proposals: due.proposals,
    remarks: due.remarks,
    alarms: due.alarms,
  };
  return {
    who: { name: account.name, organisation: organisation.name },
    sections: sectionsFor({ account, organisation }, counts),
  };
};

export const shouldRevalidate = revalidateForm;

const Space = () => <Outlet context={useOutletContext<ReportLink>()} />;
export default Space;
