import { Button, Group, Modal, Select, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Absence, cancelShift, coverShift, removeAbsence, type Shift } from "@/api/roster";
import type { Person } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { Banner, useFailureText } from "@/ui/feedback";
import page from "@/ui/page.module.css";

/** One shift: what it is, who takes it over, and taking it off the roster. */
export function ShiftDialog({
  shift,
  conflict,
  people,
  mayManage,
  onClose,
  onChanged,
}: {
  shift: Shift;
  conflict: string;
  people: readonly Person[];
  mayManage: boolean;
  onClose: () => void;
  onChanged: () => Promise<void>;
}) {
  const { t } = useTranslation("staffing");
  const failureText = useFailureText();
  const [cover, setCover] = useState<string | null>(null);
  const changing = useMutation({
    mutationFn: (change: () => Promise<unknown>) => change(),
    onSuccess: async () => {
      await onChanged();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={shift.reader.name}>
      <Stack gap="sm">
        <dl className={page.facts}>
          <dt>{t("roster.roleLabel")}</dt>
          <dd>{t(`roster.role.${shift.role}`)}</dd>
          {shift.role === "reading" ? null : (
            <>
              <dt>{t("roster.rank")}</dt>
              <dd>{shift.rank}</dd>
            </>
          )}
          <dt>{t("roster.from")}</dt>
          <dd>{formatMoment(shift.starts_at)}</dd>
          <dt>{t("roster.to")}</dt>
          <dd>{formatMoment(shift.ends_at)}</dd>
        </dl>
        {shift.covered_for ? (
          <p>{t("roster.coveredFor", { name: shift.covered_for.name })}</p>
        ) : null}
        {conflict ? <Banner tone="warning">{conflict}</Banner> : null}
        {changing.error ? <Banner tone="danger">{failureText(changing.error)}</Banner> : null}
        {mayManage ? (
          <>
            <Select
              label={t("roster.cover")}
              description={t("roster.coverHint")}
              data={people
                .filter(({ id }) => id !== shift.reader.id)
                .map(({ id, name }) => ({ value: id, label: name }))}
              value={cover}
              onChange={setCover}
              searchable
            />
            <Group justify="space-between">
              <Button
                variant="default"
                color="red"
                onClick={() => changing.mutate(() => cancelShift(shift.id))}
              >
                {t("roster.cancelShift")}
              </Button>
              <Button
                disabled={cover === null}
                loading={changing.isPending}
                onClick={() => changing.mutate(() => coverShift(shift.id, cover ?? ""))}
              >
                {t("roster.coverSubmit")}
              </Button>
            </Group>
          </>
        ) : null}
      </Stack>
    </Modal>
  );
}

export function AbsenceDialog({
  absence,
  mayManage,
  onClose,
  onChanged,
}: {
  absence: Absence;
  mayManage: boolean;
  onClose: () => void;
  onChanged: () => Promise<void>;
}) {
  const { t } = useTranslation("staffing");
  const failureText = useFailureText();
  const removing = useMutation({
    mutationFn: () => removeAbsence(absence.id),
    onSuccess: async () => {
      await onChanged();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={absence.reader.name}>
      <Stack gap="sm">
        <dl className={page.facts}>
          <dt>{t("roster.reason")}</dt>
          <dd>{absence.reason || "–"}</dd>
          <dt>{t("roster.from")}</dt>
          <dd>{formatMoment(absence.starts_at)}</dd>
          <dt>{t("roster.to")}</dt>
          <dd>{formatMoment(absence.ends_at)}</dd>
        </dl>
        {removing.error ? <Banner tone="danger">{failureText(removing.error)}</Banner> : null}
        {mayManage ? (
          <Button variant="default" loading={removing.isPending} onClick={() => removing.mutate()}>
            {t("roster.removeAbsence")}
          </Button>
        ) : null}
      </Stack>
    </Modal>
  );
}
