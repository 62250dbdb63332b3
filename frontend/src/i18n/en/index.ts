import { billing } from "./billing";
import { common } from "./common";
import { confirmations } from "./confirmations";
import { criticalResults } from "./criticalResults";
import { dictation } from "./dictation";
import { duty } from "./duty";
import { engine } from "./engine";
import { fairness } from "./fairness";
import { followUp } from "./followUp";
import { macros } from "./macros";
import { messages } from "./messages";
import { operations } from "./operations";
import { peerReview } from "./peerReview";
import { portal } from "./portal";
import { reading } from "./reading";
import { reporting } from "./reporting";
import { rules } from "./rules";
import { service } from "./service";
import { session } from "./session";
import { settings } from "./settings";
import { staffing } from "./staffing";
import { templates } from "./templates";
import { viewer } from "./viewer";
import { worklist } from "./worklist";

/** Every English text, one namespace per feature. */
export const en = {
  billing,
  common,
  confirmations,
  criticalResults,
  fairness,
  dictation,
  duty,
  engine,
  macros,
  followUp,
  messages,
  operations,
  peerReview,
  portal,
  reading,
  reporting,
  rules,
  service,
  session,
  settings,
  staffing,
  templates,
  viewer,
  worklist,
};
