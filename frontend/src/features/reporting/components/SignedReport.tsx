import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { getReportVersion, keyImageUrl, reportKeys } from "@/api/reports";
import type { KeyImage, Report } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { Banner, FailureState } from "@/ui/feedback";
import { useKeyImages } from "../hooks/useKeyImages";
import { sameKeyImages, thumbnailUrl } from "../model/keyImages";
import { AmendmentDialogs } from "./AmendmentDialogs";
import { DifferenceNote } from "./DifferenceNote";
import { EarlierText } from "./EarlierText";
import { KeyImageStrip } from "./KeyImageStrip";
import { ReportDiscrepancies } from "./ReportDiscrepancies";
import styles from "./report.module.css";
import { VersionList } from "./VersionList";

const NO_KEY_IMAGES: KeyImage[] = [];
const OF_RECORD: readonly string[] = ["final", "addended", "corrected"];
const THUMBNAIL_SIDE = 192;

/** A signed version as it was signed: the newest, or an earlier one marked as superseded. */
export function SignedReport({
  report,
  shownStudyUid,
  onShowFrame,
  onAmended,
  onNext,
}: {
  report: Report;
  shownStudyUid: string;
  onShowFrame: (image: KeyImage) => void;
  onAmended: (report: Report) => void;
  onNext: () => void;
}) {
  const { t } = useTranslation("reporting");
  const latest = Math.max(...report.versions.map((version) => version.number));
  const [chosen, setChosen] = useState<number | null>(null);
  const [comparing, setComparing] = useState(false);
  const number = chosen ?? latest;
  const mayAmend = useCan("report.sign");
  const version = useQuery({
    queryKey: reportKeys.version(report.id, number),
    queryFn: () => getReportVersion(report.id, number),
  });

  // What an addendum or a correction of the latest version will point at, until it is signed.
  const [amended, setAmended] = useState<{ number: number; images: KeyImage[] } | null>(null);
  const signed = version.data?.key_images ?? NO_KEY_IMAGES;
  const images = amended?.number === number ? amended.images : signed;
  const changed = !sameKeyImages(images, signed);
  const mayMark = mayAmend && number === latest && OF_RECORD.includes(report.state);
  const keyImages = useKeyImages(images, mayMark && version.data !== undefined, (next) =>
    setAmended({ number, images: next }),
  );

  return (
    <section className={styles.panel} aria-label={t("title")}>
      <header className={styles.head}>
        <h2>{version.data ? t(`signed.${version.data.kind}`) : t("title")}</h2>
        <Button
          size="compact-xs"
          variant={comparing ? "light" : "default"}
          aria-pressed={comparing}
          onClick={() => setComparing(!comparing)}
        >
          {t("life.difference")}
        </Button>
      </header>
      <div>
        <VersionList report={report} shown={number} onShow={setChosen} />
        {number < latest ? (
          <Banner
            tone="warning"
            action={
              <Button size="compact-xs" variant="default" onClick={() => setChosen(null)}>
                {t("life.toLatest")}
              </Button>
            }
          >
            {t("life.superseded", { number, latest })}
          </Banner>
        ) : null}
        {version.data?.reason ? (
          <Banner tone="note">{t("life.reason", { reason: version.data.reason })}</Banner>
        ) : null}
        <ReportDiscrepancies report={report} />
        <EarlierText report={report} />
      </div>
      <div className={styles.sections} data-superseded={number < latest}>
        {version.error ? <FailureState error={version.error} /> : null}
        {comparing ? (
          <DifferenceNote reportId={report.id} number={number} />
        ) : (
          <>
            {version.data?.sections
              .filter(({ body }) => body.trim() !== "")
              .map((section) => (
                <div key={`${section.code}-${section.title}`}>
                  <div className={styles.label}>{section.title}</div>
                  <p className={styles.body}>{section.body}</p>
                </div>
              ))}
            {version.data?.later_statements.map(({ text, recorded_at }) => (
              <div key={recorded_at}>
                <div className={styles.label}>{t("signed.later")}</div>
                <p className={styles.body}>{text}</p>
              </div>
            ))}
          </>
        )}
      </div>
      <div>
        <KeyImageStrip
          keyImages={keyImages}
          urlOf={(image, place) =>
            changed ? thumbnailUrl(image, THUMBNAIL_SIDE) : keyImageUrl(report.id, number, place)
          }
          finished={!changed}
          onOpen={onShowFrame}
        />
        {changed ? (
          <Banner
            tone="warning"
            action={
              <Button size="compact-xs" variant="default" onClick={() => setAmended(null)}>
                {t("keyImages.discard")}
              </Button>
            }
          >
            {t("keyImages.toSign")}
          </Banner>
        ) : null}
      </div>
      <footer className={styles.foot}>
        {mayAmend && version.data && number === latest ? (
          <AmendmentDialogs
            report={report}
            version={version.data}
            shownStudyUid={shownStudyUid}
            keyImages={changed ? images : null}
            onAmended={onAmended}
          />
        ) : (
          <span />
        )}
        <Button onClick={onNext}>{t("signed.next")}</Button>
      </footer>
    </section>
  );
}
