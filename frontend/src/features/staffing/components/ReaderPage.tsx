import { Button, MultiSelect, Select, Switch } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  changeReader,
  getReader,
  listJurisdictions,
  type Reader,
  staffingKeys,
} from "@/api/staffing";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { asChoices, knownCodes } from "@/lib/lookUp";
import { FailureState, useFailureText } from "@/ui/feedback";
import page from "@/ui/page.module.css";
import { BlockSection } from "./BlockSection";
import { LicenceSection } from "./LicenceSection";
import { PrivilegeSection } from "./PrivilegeSection";
import { PresenceTag } from "./ReaderTable";
import { SkillSection } from "./SkillSection";
import styles from "./staffing.module.css";

/** One reader: whether and what they read, where, and with which credentials. */
export function ReaderPage({ readerId, onBack }: { readerId: string; onBack: () => void }) {
  const { t } = useTranslation(["staffing", "common"]);
  const reader = useQuery({
    queryKey: staffingKeys.reader(readerId),
    queryFn: () => getReader(readerId),
  });
  const mayManage = useCan("staffing.manage");
  if (reader.error) {
    return <FailureState error={reader.error} onRetry={() => void reader.refetch()} />;
  }
  return (
    <div className={page.page}>
      <title>{t("documentTitle")}</title>
      <Button size="compact-xs" variant="default" onClick={onBack}>
        ← {t("reader.back")}
      </Button>
      {reader.data ? (
        <>
          <div className={styles.readerName}>
            <h1>{reader.data.name}</h1>
            <PresenceTag reader={reader.data} />
          </div>
          <p className={page.explanation}>
            {reader.data.email} · <Place reader={reader.data} />
          </p>
          <ReaderSettings reader={reader.data} mayManage={mayManage} />
          <LicenceSection readerId={readerId} mayManage={mayManage} />
          <PrivilegeSection readerId={readerId} mayManage={mayManage} />
          <SkillSection readerId={readerId} mayManage={mayManage} />
          <BlockSection readerId={readerId} mayManage={mayManage} />
        </>
      ) : (
        <p>{t("common:loading")}</p>
      )}
    </div>
  );
}

function Place({ reader: { location } }: { reader: Reader }) {
  const { t } = useTranslation("staffing");
  if (!location) return t("reader.saidNothing");
  const { jurisdiction, declared_at } = location;
  return declared_at
    ? t("reader.said", { jurisdiction, moment: formatMoment(declared_at) })
    : t("reader.usually", { jurisdiction });
}

function ReaderSettings({ reader, mayManage }: { reader: Reader; mayManage: boolean }) {
  const { t } = useTranslation("staffing");
  const client = useQueryClient();
  const failureText = useFailureText();
  const ages = t("ageGroup", { returnObjects: true });
  const places = useQuery({
    queryKey: staffingKeys.jurisdictions,
    queryFn: listJurisdictions,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const change = useMutation({
    mutationFn: (wish: Parameters<typeof changeReader>[1]) => changeReader(reader.id, wish),
    onSuccess: () => {
      notifications.show({ message: t("reader.saved") });
      return client.invalidateQueries({ queryKey: staffingKeys.all });
    },
    onError: (error) => notifications.show({ color: "red", message: failureText(error) }),
  });
  return (
    <section className={page.section}>
      <Switch
        label={t("reader.active")}
        description={t("reader.inactiveHint")}
        checked={reader.active}
        disabled={!mayManage}
        onChange={(event) => change.mutate({ active: event.currentTarget.checked })}
      />
      <div className={styles.fields}>
        <MultiSelect
          label={t("reader.ages")}
          description={t("reader.agesHint")}
          data={asChoices(ages)}
          value={[...reader.age_groups]}
          disabled={!mayManage}
          onChange={(chosen) => change.mutate({ age_groups: knownCodes(ages, chosen) })}
        />
        <Select
          label={t("reader.place")}
          description={t("reader.placeHint")}
          placeholder={t("reader.noPlace")}
          data={(places.data ?? []).map(({ code, name }) => ({
            value: code,
            label: `${code} ${name}`,
          }))}
          value={reader.default_location || null}
          disabled={!mayManage}
          onChange={(place) => change.mutate({ default_location: place ?? "" })}
          searchable
          clearable
        />
      </div>
    </section>
  );
}
