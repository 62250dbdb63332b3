/** English texts of the session feature. */
export const session = {
  login: {
    title: "Log in",
    email: "E-mail",
    password: "Password",
    submit: "Log in",
    invalid: "E-mail or password is wrong. Check both and try again.",
    throttled_one: "Too many attempts. Wait a minute, then try again.",
    throttled_other: "Too many attempts. Wait {{count}} minutes, then try again.",
    privacy: "Patient data. Every access is recorded.",
  },
  tenant: { title: "Which practice?" },
  locked: {
    title: "Log in again to go on",
    explanation:
      "{{name}}, your session has ended. Your work is still on this page and nothing is lost.",
    someoneElse: "I am someone else",
    continue: "Go on",
  },
  role: {
    reader: "Reader",
    site_user: "Site user",
    site_manager: "Site manager",
    transcriptionist: "Transcriptionist",
    operations: "Operations",
    manager: "Manager",
    billing: "Billing",
    qa: "Quality",
    admin: "Administrator",
  },
};
