/** A referral as it is read: its answers by step, and what screening says. */

import type { Referral } from '../../services/model.ts';
import { STEPS } from '../../services/referrals.ts';
import type { ReferralAnswers, Step } from '../../services/rules/referral.ts';
import type { Verdict } from '../../services/rules/scheme.ts';
import type { Screening } from '../../services/rules/screening.ts';
import { offencesInOrder, stepNumber, stepTitle } from '../referral/card.ts';
import { fieldsOf, inPlainWords } from '../referral/form.ts';
import type { Form } from '../referral/inputs.ts';
import { offenceInWords } from '../referral/offences.ts';
import type { Button } from '../words.ts';
import { type Block, line } from './sheet.ts';
