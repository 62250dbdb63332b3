import { useTranslation } from "react-i18next";
import { useFilterText } from "../hooks/useFilterText";
import { chipsOf, withoutChip } from "../model/filterChips";
import type { WorklistFilters } from "../model/filters";
import styles from "./worklist.module.css";

/** What narrows the list, each with its way out. */
export function FilterChips({
  filters,
  onFilter,
}: {
  filters: WorklistFilters;
  onFilter: (filters: WorklistFilters) => void;
}) {
  const { t } = useTranslation("worklist");
  const text = useFilterText();
  const chips = chipsOf(filters);
  if (chips.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={t("filter.chips")}>
      {chips.map((chip) => {
        const words = text(chip.kind, chip.value);
        return (
          <li key={`${chip.kind} ${chip.value}`}>
            <button
              type="button"
              aria-label={t("filter.remove", { filter: words })}
              onClick={() => onFilter(withoutChip(filters, chip))}
            >
              {words} <span aria-hidden>×</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
