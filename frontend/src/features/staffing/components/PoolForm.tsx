import { Group, MultiSelect, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listReaders, type PoolWish, type ReaderPool, staffingKeys } from "@/api/staffing";
import { FormDialog } from "@/ui/FormDialog";

const MODES = ["pull", "push", "mixed"] as const;

const NEW: PoolWish = {
  code: "",
  name: "",
  mode: "pull",
  list_hidden: false,
  max_open_minutes: null,
  max_open_tasks: null,
  solver: "greedy",
  members: [],
};

function wishFrom(pool: ReaderPool | null): PoolWish {
  if (!pool) return NEW;
  const { id: _, members, ...rest } = pool;
  return { ...rest, members: members.map((member) => member.id) };
}

/** A pool's name, members, and how work reaches them. */
export function PoolForm({
  pool,
  action,
  save,
}: {
  /** Null for a new one. */
  pool: ReaderPool | null;
  action: string;
  save: (wish: PoolWish) => Promise<unknown>;
}) {
  const { t } = useTranslation(["staffing", "common"]);
  const [wish, setWish] = useState<PoolWish>(() => wishFrom(pool));
  const readers = useQuery({ queryKey: staffingKeys.readers, queryFn: listReaders });
  const cap = (label: string, name: "max_open_minutes" | "max_open_tasks") => (
    <NumberInput
      label={label}
      placeholder={t("pools.noCap")}
      min={1}
      allowDecimal={false}
      value={wish[name] ?? ""}
      onChange={(value) => setWish({ ...wish, [name]: value === "" ? null : Number(value) })}
    />
  );
  return (
    <FormDialog
      action={action}
      title={pool ? t("pools.editTitle", { name: pool.name }) : action}
      submit={t("common:save")}
      ready={wish.name.trim() !== "" && wish.code.trim() !== ""}
      onOpen={() => setWish(wishFrom(pool))}
      run={() => save(wish)}
    >
      <TextInput
        label={t("pools.name")}
        required
        maxLength={100}
        value={wish.name}
        onChange={(event) => setWish({ ...wish, name: event.currentTarget.value })}
      />
      {pool ? null : (
        <TextInput
          label={t("pools.code")}
          description={t("pools.codeHint")}
          required
          maxLength={40}
          value={wish.code}
          onChange={(event) => setWish({ ...wish, code: event.currentTarget.value })}
        />
      )}
      <Select
        label={t("pools.mode")}
        data={MODES.map((value) => ({
          value,
          label: t(`pools.modes.${value}`),
        }))}
        value={wish.mode}
        onChange={(mode) =>
          setWish({ ...wish, mode: MODES.find((known) => known === mode) ?? "pull" })
        }
        allowDeselect={false}
      />
      <Select
        label={t("pools.solver")}
        data={(["greedy", "optimal"] as const).map((value) => ({
          value,
          label: t(`pools.solvers.${value}`),
        }))}
        value={wish.solver}
        onChange={(solver) =>
          setWish({ ...wish, solver: solver === "optimal" ? "optimal" : "greedy" })
        }
        allowDeselect={false}
      />
      <Switch
        label={t("pools.hidden")}
        checked={wish.list_hidden}
        onChange={(event) => setWish({ ...wish, list_hidden: event.currentTarget.checked })}
      />
      <Group grow>
        {cap(t("pools.maxMinutes"), "max_open_minutes")}
        {cap(t("pools.maxTasks"), "max_open_tasks")}
      </Group>
      <MultiSelect
        label={t("pools.members")}
        data={(readers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={[...wish.members]}
        onChange={(members) => setWish({ ...wish, members })}
        searchable
      />
    </FormDialog>
  );
}
