import { fr } from '../../words/typography';
import { PasswordField } from '../form/fields';

/** A session that was left open must not become somebody else's for good. */
export const PasswordAgain = ({ fault }: { fault: string | null }) => (
  <PasswordField
    label="Votre mot de passe"
    name="passe-actuel"
    autoComplete="current-password"
    hint={fr`Toucher à ce qui ouvre le compte le demande, et ferme vos autres sessions.`}
    fault={fault}
    required
  />
);
