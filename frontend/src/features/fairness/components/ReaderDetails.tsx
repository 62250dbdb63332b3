import { useTranslation } from "react-i18next";
import type { ReaderFairness } from "@/api/fairness";
import { lookUp } from "@/lib/lookUp";
import page from "@/ui/page.module.css";
import { Tag } from "@/ui/Tag";
import { percent } from "../model/figures";
import styles from "./fairness.module.css";

/** One reader's kinds passed over, and case mix, beside the colleagues' in the same hours. */
export function ReaderDetails({
  row,
  threshold,
  least,
}: {
  row: ReaderFairness;
  threshold: number;
  least: number;
}) {
  const { t } = useTranslation("fairness");
  const kindText = useKindText();
  const kinds = row.kinds.filter(({ passed_over }) => passed_over > 0);
  return (
    <div className={styles.details}>
      <section>
        <h3>{t("kinds")}</h3>
        <p className={page.explanation}>
          {t("kindsExplanation", { threshold: percent(threshold), least })}
        </p>
        {kinds.length === 0 ? (
          <p>{t("noKinds")}</p>
        ) : (
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col">{t("kind")}</th>
                <th scope="col">{t("taken")}</th>
                <th scope="col">{t("passedOver")}</th>
                <th scope="col">{t("share")}</th>
                <th scope="col">{t("colleagues")}</th>
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => (
                <tr key={`${kind.dimension} ${kind.value}`}>
                  <td>
                    {kindText(kind)} {kind.flagged ? <Tag shape="◆">{t("noticed")}</Tag> : null}
                  </td>
                  <td>{kind.taken}</td>
                  <td>{kind.passed_over}</td>
                  <td>
                    {t("interval", {
                      share: percent(kind.share),
                      low: percent(kind.low),
                      high: percent(kind.high),
                    })}
                  </td>
                  <td>{kind.colleagues === null ? t("none") : percent(kind.colleagues)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section>
        <h3>{t("mix")}</h3>
        <p className={page.explanation}>{t("mixExplanation")}</p>
        {row.case_mix.length === 0 ? (
          <p>{t("noMix")}</p>
        ) : (
          <table className={page.table}>
            <thead>
              <tr>
                <th scope="col">{t("kind")}</th>
                <th scope="col">{t("own")}</th>
                <th scope="col">{t("around")}</th>
              </tr>
            </thead>
            <tbody>
              {row.case_mix.map((line) => (
                <tr key={`${line.dimension} ${line.value}`}>
                  <td>{kindText(line)}</td>
                  <td>
                    {line.own} ({percent(line.own_share)})
                  </td>
                  <td>
                    {line.around} ({percent(line.around_share)})
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </div>
  );
}

/** `Subspecialty: Neuro`: a kind in the words that the worklist has for it. */
function useKindText(): (kind: { dimension: string; value: string }) => string {
  const { t } = useTranslation(["fairness", "engine", "common"]);
  const dimensions = t("dimension", { returnObjects: true });
  const values: Record<string, Readonly<Record<string, string>>> = {
    procedure_group: t("engine:skill", { returnObjects: true }),
    priority: t("common:priority", { returnObjects: true }),
  };
  return ({ dimension, value }) => {
    const said = value === "" ? t("none") : lookUp(values[dimension] ?? {}, value);
    return `${lookUp(dimensions, dimension)}: ${said}`;
  };
}
