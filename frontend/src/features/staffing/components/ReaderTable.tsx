import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { listReaders, type Reader, staffingKeys } from "@/api/staffing";
import { formatMoment } from "@/lib/dates";
import { lookUp } from "@/lib/lookUp";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";
import styles from "./staffing.module.css";

/** Every reader with their standing at a glance. */
export function ReaderTable({ onReader }: { onReader: (id: string) => void }) {
  const { t } = useTranslation("staffing");
  const [search, setSearch] = useState("");
  const readers = useQuery({ queryKey: staffingKeys.readers, queryFn: listReaders });
  const skills = t("skill", { returnObjects: true });
  const shown = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return readers.data?.filter((reader) => spokenOf(reader).toLowerCase().includes(wanted));
  }, [readers.data, search]);

  return (
    <>
      <TextInput
        className={styles.search}
        size="xs"
        aria-label={t("readers.search")}
        placeholder={t("readers.search")}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <PlainTable
        title={t("readers.title")}
        explanation={t("readers.explanation")}
        empty={t("readers.empty")}
        rows={shown}
        error={readers.error}
        onRetry={() => void readers.refetch()}
        columns={[
          {
            heading: t("readers.name"),
            cell: (reader) => (
              <button type="button" className={styles.link} onClick={() => onReader(reader.id)}>
                {reader.name}
              </button>
            ),
          },
          { heading: t("readers.status"), cell: (reader) => <PresenceTag reader={reader} /> },
          { heading: t("readers.duty"), cell: (reader) => <Duty reader={reader} /> },
          {
            heading: t("readers.location"),
            cell: (reader) =>
              reader.location?.jurisdiction ?? (
                <span className={styles.faint}>{t("readers.noLocation")}</span>
              ),
          },
          {
            heading: t("readers.pools"),
            cell: (reader) => reader.pools.map(({ name }) => name).join(", "),
          },
          {
            heading: t("readers.skills"),
            cell: (reader) => reader.skills.map(({ skill }) => lookUp(skills, skill)).join(", "),
          },
          {
            heading: t("readers.credentials"),
            cell: (reader) => (
              <span className={styles.inline}>
                {reader.licences} · {reader.privileges}
                {reader.expiring > 0 ? (
                  <Tag tone="urgent" shape="◔">
                    {t("readers.expiring", { count: reader.expiring })}
                  </Tag>
                ) : null}
              </span>
            ),
          },
        ]}
      />
    </>
  );
}

function spokenOf({ name, email, skills, pools }: Reader): string {
  const words = [...skills.map(({ skill }) => skill), ...pools.map((pool) => pool.name)];
  return [name, email, ...words].join(" ");
}

export function PresenceTag({ reader }: { reader: Reader }): ReactNode {
  const { t } = useTranslation("staffing");
  if (!reader.active) return <Tag shape="✕">{t("readers.inactive")}</Tag>;
  const { state, reason, since } = reader.availability;
  if (state === "available") {
    return (
      <Tag tone="good" shape="●" title={formatMoment(since)}>
        {t("readers.available")}
      </Tag>
    );
  }
  return (
    <Tag shape="○" title={formatMoment(since)}>
      {reason ? t("readers.awayFor", { reason }) : t("readers.away")}
    </Tag>
  );
}

function Duty({ reader }: { reader: Reader }) {
  const { t } = useTranslation("staffing");
  if (reader.on_shift) {
    return (
      <Tag tone="accent" shape="▶">
        {t("readers.onShiftNow")}
      </Tag>
    );
  }
  if (!reader.next_shift) return <span className={styles.faint}>{t("readers.noShift")}</span>;
  return t("readers.nextShift", { moment: formatMoment(reader.next_shift.starts_at) });
}
