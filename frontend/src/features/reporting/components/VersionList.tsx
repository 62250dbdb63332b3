import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listReportDeliveries, reportFileUrl, reportKeys, reportPdfUrl } from "@/api/reports";
import type { Report, ReportDelivery, VersionKind } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { ReportFormatsMenu } from "@/ui/ReportFormatsMenu";
import { Tag, type TagTone } from "@/ui/Tag";
import styles from "./report.module.css";

const LOOK: Record<VersionKind, { tone: TagTone; shape: string }> = {
  wet_read: { tone: "urgent", shape: "◔" },
  preliminary: { tone: "urgent", shape: "◕" },
  final: { tone: "good", shape: "✓" },
  addendum: { tone: "accent", shape: "+" },
  correction: { tone: "urgent", shape: "✎" },
  withdrawal: { tone: "stat", shape: "✕" },
};

export function KindTag({ kind }: { kind: VersionKind }) {
  const { t } = useTranslation("reporting");
  return <Tag {...LOOK[kind]}>{t(`kind.${kind}`)}</Tag>;
}

/** Every signed version with its signer, time, receipt and PDF; the newest first. */
export function VersionList({
  report,
  shown,
  onShow,
}: {
  report: Report;
  /** The number of the version on screen, where one is. */
  shown?: number;
  onShow?: (number: number) => void;
}) {
  const { t } = useTranslation("reporting");
  const receipts = useQuery({
    queryKey: [...reportKeys.deliveries(report.id), report.versions.length],
    queryFn: () => listReportDeliveries(report.id),
    enabled: report.versions.length > 0,
    refetchInterval: 30_000,
  });
  if (report.versions.length === 0) return null;
  const newestFirst = [...report.versions].sort((one, other) => other.number - one.number);
  return (
    <ul className={styles.versions} style={{ padding: "0 var(--tr-gap-3)" }}>
      {newestFirst.map((version) => (
        <li key={version.number}>
          <KindTag kind={version.kind} />
          {onShow ? (
            <button
              type="button"
              className={styles.choose}
              aria-pressed={shown === version.number}
              onClick={() => onShow(version.number)}
            >
              {t("signed.version", { number: version.number })}
            </button>
          ) : (
            <span>{t("signed.version", { number: version.number })}</span>
          )}
          <small title={`${t("signed.hash")}: ${version.content_hash}`}>
            {t("signed.by", {
              name: version.signer.name,
              moment: formatMoment(version.signed_at),
            })}
            {version.prepared_by ? ` · ${t("life.preparedBy", { name: version.prepared_by })}` : ""}
          </small>
          <a
            className={styles.link}
            href={reportPdfUrl(report.id, version.number)}
            target="_blank"
            rel="noreferrer"
          >
            {t("signed.pdf")}
          </a>
          {receipts.data
            ?.filter(({ number }) => number === version.number)
            .map((delivery) => (
              <Receipt
                key={delivery.accession_number}
                delivery={delivery}
                named={report.linked_studies.length > 0}
              />
            ))}
          <ReportFormatsMenu
            urlOf={(format) => reportFileUrl(report.id, version.number, format)}
            keyImages={version.key_image_count}
          >
            <button type="button" className={styles.link}>
              {t("signed.formats")}
            </button>
          </ReportFormatsMenu>
        </li>
      ))}
    </ul>
  );
}

/** What is known of the version at the site; `named` says for which of several accessions. */
function Receipt({ delivery, named }: { delivery: ReportDelivery; named: boolean }) {
  const { t } = useTranslation("reporting");
  const zone = delivery.site.time_zone;
  const of = named ? `${delivery.accession_number} ` : "";
  if (delivery.acknowledged) {
    const { name, acknowledged_at } = delivery.acknowledged;
    return (
      <small>
        {of}✓ {t("receipt.acknowledged", { name, moment: formatMoment(acknowledged_at, zone) })}
      </small>
    );
  }
  if (delivery.needs_acknowledgement) {
    return (
      <small className={styles.failed}>
        {of}○ {t("receipt.awaited")}
      </small>
    );
  }
  if (!delivery.opened_at)
    return (
      <small>
        {of}○ {t("receipt.unopened")}
      </small>
    );
  return (
    <small>
      {of}◉{" "}
      {t("receipt.opened", {
        name: delivery.opened_by ?? "",
        moment: formatMoment(delivery.opened_at, zone),
      })}
    </small>
  );
}
