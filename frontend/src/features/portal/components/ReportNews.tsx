import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { acknowledgeVersion, siteStudyKeys } from "@/api/siteStudies";
import type { SiteStudyDetail, SiteVersion } from "@/api/types";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { Banner, useFailureText } from "@/ui/feedback";

/** What changes the report that the site had: above all else, until somebody of the site confirms it. */
export function ReportNews({ study }: { study: SiteStudyDetail }) {
  const { t } = useTranslation("portal");
  const client = useQueryClient();
  const failureText = useFailureText();
  const mayConfirm = useCan("report.acknowledge");
  const confirming = useMutation({
    mutationFn: (version: string) => acknowledgeVersion(study.id, version),
    onSuccess: () => client.invalidateQueries({ queryKey: siteStudyKeys.all }),
  });
  return (
    <>
      {study.to_acknowledge.map((version) => (
        <Banner
          key={version.id}
          tone={version.kind === "withdrawal" ? "danger" : "warning"}
          action={
            mayConfirm ? (
              <Button
                size="md"
                loading={confirming.isPending}
                onClick={() => confirming.mutate(version.id)}
              >
                {t("life.acknowledge")}
              </Button>
            ) : undefined
          }
        >
          <News version={version} zone={study.site.time_zone} />
        </Banner>
      ))}
      {confirming.error ? <Banner tone="danger">{failureText(confirming.error)}</Banner> : null}
    </>
  );
}

function News({ version, zone }: { version: SiteVersion; zone: string }) {
  const { t } = useTranslation("portal");
  const said = { name: version.signer_name, moment: formatMoment(version.signed_at, zone) };
  const kind =
    version.kind === "correction" || version.kind === "withdrawal" ? version.kind : "addendum";
  return (
    <>
      <strong>{t(`life.news.${kind}`, said)}</strong>
      {version.reason ? ` ${t("life.reason", { reason: version.reason })}` : ""}
    </>
  );
}
