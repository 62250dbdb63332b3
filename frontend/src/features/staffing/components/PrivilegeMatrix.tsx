import { useTranslation } from "react-i18next";
import type { Privilege } from "@/api/staffing";
import { lookUp } from "@/lib/lookUp";
import page from "@/ui/page.module.css";
import { MODALITIES, privilegeMatrix, type Reach } from "../model/matrix";
import styles from "./staffing.module.css";

const SHAPE: Record<Reach, string> = { every: "●", some: "◐", none: "–" };

/** Sites by modalities: what the reader may read there now, at a glance. */
export function PrivilegeMatrix({ privileges }: { privileges: readonly Privilege[] }) {
  const { t } = useTranslation("staffing");
  const skills = t("skill", { returnObjects: true });
  const rows = privilegeMatrix(privileges);
  if (rows.length === 0) return null;
  const saying: Record<Reach, string> = {
    every: t("privileges.yes"),
    some: t("privileges.part"),
    none: t("privileges.no"),
  };
  return (
    <section className={page.section}>
      <h3>{t("privileges.matrix")}</h3>
      <p className={page.explanation}>
        {t("privileges.matrixExplanation")} ● {saying.every} · ◐ {saying.some} · – {saying.none}
      </p>
      <div className={page.scroll}>
        <table className={page.table}>
          <thead>
            <tr>
              <th scope="col">{t("privileges.site")}</th>
              {MODALITIES.map((modality) => (
                <th key={modality} scope="col">
                  {modality}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ site, reach, groups }) => (
              <tr key={site.id}>
                <th scope="row">{site.name}</th>
                {MODALITIES.map((modality) => {
                  const here = reach[modality] ?? "none";
                  const only = (groups[modality] ?? []).map((code) => lookUp(skills, code));
                  return (
                    <td key={modality} data-reach={here}>
                      <span
                        role="img"
                        className={styles.reach}
                        aria-label={[saying[here], ...only].join(", ")}
                        title={only.join(", ") || saying[here]}
                      >
                        {SHAPE[here]}
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
