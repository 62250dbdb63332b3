import { Button, NumberInput, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { changeAssignmentPolicy, getAssignmentPolicy, serviceKeys } from "@/api/service";
import { Banner, EmptyState, FailureState, useFailureText } from "@/ui/feedback";
import page from "@/ui/page.module.css";

const MOST_HOURS = 720;

/** How far apart a patient's studies may be made and still be offered to be read together. */
export function TogetherForm({ mayManage }: { mayManage: boolean }) {
  const { t } = useTranslation("service");
  const policy = useQuery({ queryKey: serviceKeys.assignment, queryFn: getAssignmentPolicy });
  if (policy.error) {
    return <FailureState error={policy.error} onRetry={() => void policy.refetch()} />;
  }
  if (!policy.data) return <EmptyState title={t("together.loading")} />;
  return <Form present={policy.data.companion_hours} mayManage={mayManage} />;
}

function Form({ present, mayManage }: { present: number; mayManage: boolean }) {
  const { t } = useTranslation("service");
  const failureText = useFailureText();
  const client = useQueryClient();
  const [hours, setHours] = useState<number | string>(present);
  const save = useMutation({
    mutationFn: () => changeAssignmentPolicy({ companion_hours: Number(hours) }),
    onSuccess: (saved) => client.setQueryData(serviceKeys.assignment, saved),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <section className={page.section}>
      <h2>{t("together.title")}</h2>
      <p className={page.explanation}>{t("together.explanation")}</p>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={420}>
          <NumberInput
            label={t("together.hours")}
            description={t("together.hoursHint")}
            min={0}
            max={MOST_HOURS}
            allowDecimal={false}
            required
            readOnly={!mayManage}
            value={hours}
            onChange={(value) => {
              save.reset();
              setHours(value);
            }}
          />
          {save.error ? <Banner tone="danger">{failureText(save.error)}</Banner> : null}
          {save.isSuccess ? <Banner tone="note">{t("together.saved")}</Banner> : null}
          {mayManage ? (
            <div>
              <Button type="submit" size="sm" disabled={hours === ""} loading={save.isPending}>
                {t("together.save")}
              </Button>
            </div>
          ) : null}
        </Stack>
      </form>
    </section>
  );
}
