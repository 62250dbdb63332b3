import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en";

/** The one i18next instance. Texts are bundled, so initialisation is synchronous. */
export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  lng: "en",
  fallbackLng: "en",
  defaultNS: "common",
  resources: { en },
  initAsync: false,
  interpolation: { escapeValue: false },
});
