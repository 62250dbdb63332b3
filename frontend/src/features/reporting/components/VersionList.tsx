import { useTranslation } from "react-i18next";
import { reportFileUrl, reportPdfUrl } from "@/api/reports";
import type { Report } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { ReportFormatsMenu } from "@/ui/ReportFormatsMenu";
import { Tag } from "@/ui/Tag";
import styles from "./report.module.css";

/** Every signed version with its signer, time and PDF; the newest first. */
export function VersionList({ report }: { report: Report }) {
  const { t } = useTranslation("reporting");
  if (report.versions.length === 0) return null;
  const newestFirst = [...report.versions].sort((one, other) => other.number - one.number);
  return (
    <ul className={styles.versions} style={{ padding: "0 var(--tr-gap-3)" }}>
      {newestFirst.map((version) => (
        <li key={version.number}>
          <Tag tone={version.kind === "final" ? "good" : "urgent"}>{t(`sign.${version.kind}`)}</Tag>
          <span>{t("signed.version", { number: version.number })}</span>
          <small title={`${t("signed.hash")}: ${version.content_hash}`}>
            {t("signed.by", {
              name: version.signer.name,
              moment: formatMoment(version.signed_at),
            })}
          </small>
          <a
            className={styles.link}
            href={reportPdfUrl(report.id, version.number)}
            target="_blank"
            rel="noreferrer"
          >
            {t("signed.pdf")}
          </a>
          <ReportFormatsMenu urlOf={(format) => reportFileUrl(report.id, version.number, format)}>
            <button type="button" className={styles.link}>
              {t("signed.formats")}
            </button>
          </ReportFormatsMenu>
        </li>
      ))}
    </ul>
  );
}
