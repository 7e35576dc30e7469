import { passwordWords } from '../../words/space-account';
import { PasswordField } from '../form/fields';

/** A session that was left open must not become somebody else's for good. */
export const PasswordAgain = ({ fault }: { fault: string | null }) => (
  <PasswordField
    label={passwordWords.again}
    name="passe-actuel"
    autoComplete="current-password"
    hint={passwordWords.againHint}
    fault={fault}
    required
  />
);
