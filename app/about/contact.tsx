/** Whom to write to: `address` is a mailto:, https: or tel: address; null: nobody was named. */
export const Contact = ({
  address,
  words,
}: {
  address: string | null;
  words: { contact: string; noContact: string };
}) => (
  <p>
    {address === null ? (
      words.noContact
    ) : (
      <>
        {words.contact} <a href={address}>{address.replace(/^(mailto|tel):/, '')}</a>
      </>
    )}
  </p>
);
