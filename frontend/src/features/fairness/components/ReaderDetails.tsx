import { useTranslation } from "react-i18next";
import type { ReaderFairness } from "@/api/fairness";
import { lookUp } from "@/lib/lookUp";
import { useEngineWords } from "@/lib/useEngineWords";
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
  const words = useEngineWords();
  const dimensions = t("dimension", { returnObjects: true });
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
                    {lookUp(dimensions, kind.dimension)}:{" "}
                    {words.value(kind.dimension, kind.value) || t("none")}{" "}
                    {kind.flagged ? <Tag shape="◆">{t("noticed")}</Tag> : null}
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
                  <td>
                    {lookUp(dimensions, line.dimension)}:{" "}
                    {words.value(line.dimension, line.value) || t("none")}
                  </td>
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
