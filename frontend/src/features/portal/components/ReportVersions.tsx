import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SiteVersion } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import styles from "./portal.module.css";

/** Every version that was delivered, the newest first; each can be read, and each says what it is. */
export function ReportVersions({
  versions,
  shown,
  zone,
  onShow,
}: {
  versions: readonly SiteVersion[];
  shown: string;
  zone: string;
  onShow: (version: string) => void;
}) {
  const { t } = useTranslation("portal");
  if (versions.length < 2) return null;
  return (
    <section className={styles.section}>
      <h3>{t("life.versions")}</h3>
      <ul className={styles.openings}>
        {[...versions].reverse().map((version) => (
          <li key={version.id}>
            <Button
              size="compact-sm"
              variant={version.id === shown ? "light" : "default"}
              aria-pressed={version.id === shown}
              onClick={() => onShow(version.id)}
            >
              {t(`kind.${version.kind}`)}
            </Button>{" "}
            <span className={styles.soft}>
              {t("signed", {
                moment: formatMoment(version.signed_at, zone),
                name: version.signer_name,
              })}
              {version.acknowledged
                ? ` · ${t("life.acknowledged", {
                    name: version.acknowledged.name,
                    moment: formatMoment(version.acknowledged.acknowledged_at, zone),
                  })}`
                : ""}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
