import { useTranslation } from "react-i18next";
import type { Opening } from "../model/ladders";

/** `Mon–Fri 08:00–17:00`, `Sat, Sun 00:00–24:00`: days that follow each other are drawn together. */
export function useOpeningText(): (opening: Opening) => string {
  const { t } = useTranslation("criticalResults");
  const names = t("day", { returnObjects: true });
  const name = (day: number) => names[String(day) as keyof typeof names];
  return ({ days, opens, closes }) => {
    const first = days[0] ?? 0;
    const last = days[days.length - 1] ?? 0;
    const together = days.length > 2 && last - first === days.length - 1;
    const said = together ? `${name(first)}–${name(last)}` : days.map(name).join(", ");
    return `${said} ${opens}–${closes}`;
  };
}
