import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SiteStudy } from "@/api/types";
import { EmptyState, FailureState } from "@/ui/feedback";
import { LiveIndicator } from "@/ui/LiveIndicator";
import { usePortalLive, useSiteStudies } from "../hooks/useSiteStudies";
import { PORTAL_FILTERS, type PortalFilter, partByUnread } from "../model/siteStudies";
import styles from "./portal.module.css";
import { StudyRow } from "./StudyRow";

/** The site's own studies, unread reports first. */
export function PortalPage({
  urgent = null,
}: {
  /** What waits for the site before all else. */
  urgent?: ReactNode;
}) {
  const { t } = useTranslation("portal");
  const [filter, setFilter] = useState<PortalFilter>("all");
  const [typed, setTyped] = useState("");
  const [searched] = useDebouncedValue(typed, 250);
  const live = usePortalLive();
  const studies = useSiteStudies(filter, searched);
  const { unread, others } = partByUnread(studies.rows);
  const narrowed = searched.trim() !== "" || filter !== "all";

  return (
    <div className={styles.page}>
      <title>{t("documentTitle")}</title>
      <header className={styles.head}>
        <h1>{t("title")}</h1>
        <LiveIndicator status={live} />
      </header>
      {urgent}
      <search className={styles.tools}>
        <TextInput
          size="lg"
          type="search"
          autoComplete="off"
          aria-label={t("searchLabel")}
          placeholder={t("search")}
          leftSection={<IconSearch size={18} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <SegmentedControl
          size="lg"
          aria-label={t("filter.label")}
          value={filter}
          onChange={(value) => setFilter(value as PortalFilter)}
          data={PORTAL_FILTERS.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      </search>
      {studies.error ? (
        <FailureState error={studies.error} onRetry={() => void studies.refetch()} />
      ) : null}
      {studies.data && studies.rows.length === 0 ? (
        <EmptyState
          title={t(narrowed ? "empty.searchTitle" : "empty.title")}
          hint={t(narrowed ? "empty.searchHint" : "empty.hint")}
        />
      ) : null}
      <StudyGroup title={t("unreadTitle", { count: unread.length })} studies={unread} />
      <StudyGroup title={unread.length > 0 ? t("othersTitle") : null} studies={others} />
      {studies.hasNextPage ? (
        <Button
          mt="md"
          variant="default"
          size="md"
          loading={studies.isFetchingNextPage}
          onClick={() => void studies.fetchNextPage()}
        >
          {t("more")}
        </Button>
      ) : null}
      <p className={styles.note}>{t("zone")}</p>
    </div>
  );
}

function StudyGroup({ title, studies }: { title: string | null; studies: readonly SiteStudy[] }) {
  if (studies.length === 0) return null;
  return (
    <section>
      {title ? <h2 className={styles.group}>{title}</h2> : null}
      <ul className={styles.list}>
        {studies.map((study) => (
          <StudyRow key={study.id} study={study} />
        ))}
      </ul>
    </section>
  );
}
