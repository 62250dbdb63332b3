import { common } from "./common";
import { operations } from "./operations";
import { portal } from "./portal";
import { reading } from "./reading";
import { reporting } from "./reporting";
import { rules } from "./rules";
import { session } from "./session";
import { settings } from "./settings";
import { viewer } from "./viewer";
import { worklist } from "./worklist";

/** Every English text, one namespace per feature. */
export const en = {
  common,
  operations,
  portal,
  reading,
  reporting,
  rules,
  session,
  settings,
  viewer,
  worklist,
};
