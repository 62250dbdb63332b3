import { common } from "./common";
import { duty } from "./duty";
import { engine } from "./engine";
import { messages } from "./messages";
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
  duty,
  engine,
  messages,
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
