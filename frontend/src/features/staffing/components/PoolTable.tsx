import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { addPool, changePool, listPools, type ReaderPool, staffingKeys } from "@/api/staffing";
import { PlainTable } from "@/ui/PlainTable";
import { PoolForm } from "./PoolForm";
import styles from "./staffing.module.css";

export function PoolTable({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("staffing");
  const client = useQueryClient();
  const pools = useQuery({ queryKey: staffingKeys.pools, queryFn: listPools });
  const refresh = () => client.invalidateQueries({ queryKey: staffingKeys.all });

  function caps({ max_open_minutes, max_open_tasks }: ReaderPool): string {
    const said = [
      max_open_minutes === null ? "" : t("pools.minutesCap", { count: max_open_minutes }),
      max_open_tasks === null ? "" : t("pools.tasksCap", { count: max_open_tasks }),
    ];
    return said.filter((text) => text !== "").join(", ") || t("pools.noCap");
  }

  return (
    <PlainTable
      title={t("pools.title")}
      explanation={t("pools.explanation")}
      empty={t("pools.empty")}
      rows={pools.data}
      error={pools.error}
      onRetry={() => void pools.refetch()}
      action={
        mayManage ? (
          <PoolForm
            pool={null}
            action={t("pools.add")}
            save={(wish) => addPool(wish).then(refresh)}
          />
        ) : null
      }
      columns={[
        { heading: t("pools.name"), cell: ({ name }) => name },
        { heading: t("pools.code"), cell: ({ code }) => <code>{code}</code> },
        { heading: t("pools.mode"), cell: ({ mode }) => t(`pools.modes.${mode}`) },
        { heading: t("pools.solver"), cell: ({ solver }) => t(`pools.solvers.${solver}`) },
        { heading: t("pools.caps"), cell: caps },
        {
          heading: t("pools.members"),
          cell: ({ members }) => (
            <details>
              <summary>{t("pools.memberCount", { count: members.length })}</summary>
              <span className={styles.faint}>{members.map(({ name }) => name).join(", ")}</span>
            </details>
          ),
        },
        {
          heading: "",
          cell: (pool) =>
            mayManage ? (
              <PoolForm
                pool={pool}
                action={t("pools.edit")}
                save={({ code: _, ...wish }) => changePool(pool.id, wish).then(refresh)}
              />
            ) : null,
        },
      ]}
    />
  );
}
