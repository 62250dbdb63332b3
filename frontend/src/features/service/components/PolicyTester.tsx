import { Group, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Pathway } from "@/api/service";
import { useSession } from "@/lib/currentSession";
import { asChoices } from "@/lib/lookUp";
import { wholeSpan } from "@/lib/timeLeft";
import page from "@/ui/page.module.css";
import { type Ruling, SHIPPED_MINUTES, type TaskLook } from "../model/policies";
import { MODALITIES, PRIORITIES } from "../model/vocabulary";

/** Says which row of the matrix decides for a task of this look, and why that one. */
export function PolicyTester({
  look,
  onChange,
  pathways,
  ruling,
  isKnown,
}: {
  look: TaskLook;
  onChange: (look: TaskLook) => void;
  pathways: readonly Pathway[];
  ruling: Ruling | null;
  /** Whether the targets have been loaded, so that no ruling means that none fits. */
  isKnown: boolean;
}) {
  const { t } = useTranslation(["service", "common"]);
  const { sites } = useSession();
  const choose = (
    column: keyof TaskLook,
    data: { value: string; label: string }[] | string[],
    label: string,
    placeholder = t("any"),
  ) => (
    <Select
      size="xs"
      label={label}
      placeholder={placeholder}
      data={data}
      value={look[column] || null}
      onChange={(value) => onChange({ ...look, [column]: value ?? "" })}
      searchable
      clearable
    />
  );
  return (
    <section className={page.section} aria-label={t("tester.title")}>
      <h2>{t("tester.title")}</h2>
      <p className={page.explanation}>{t("tester.explanation")}</p>
      <Group gap="xs">
        {choose(
          "pathway",
          pathways.map(({ code, name }) => ({ value: code, label: name })),
          t("column.pathway"),
          t("tester.byPriority"),
        )}
        {choose(
          "site",
          sites.map(({ id, name }) => ({ value: id, label: name })),
          t("column.site"),
        )}
        {choose(
          "priority",
          PRIORITIES.map((value) => ({ value, label: t(`common:priority.${value}`) })),
          t("column.priority"),
          t("tester.needed"),
        )}
        {choose("modality", [...MODALITIES], t("column.modality"))}
        {choose(
          "read_type",
          asChoices(t("readType", { returnObjects: true })),
          t("column.read_type"),
        )}
      </Group>
      {look.priority === "" || !isKnown ? null : (
        <p role="status">
          {ruling
            ? [
                t("tester.decides", {
                  span: wholeSpan(ruling.decides.minutes),
                  calendar: ruling.decides.calendar?.name ?? t("matrix.roundTheClock"),
                }),
                ruling.ownOf ? t("tester.own", { pathway: ruling.ownOf.name }) : "",
                ruling.fitting.length > 1 ? t("tester.fits", { count: ruling.fitting.length }) : "",
                t(`tester.because.${ruling.because}`),
                t("tester.rules"),
              ]
                .filter(Boolean)
                .join(" ")
            : `${t("tester.none", { span: wholeSpan(SHIPPED_MINUTES[look.priority] ?? 0) })} ${t("tester.rules")}`}
        </p>
      )}
    </section>
  );
}
