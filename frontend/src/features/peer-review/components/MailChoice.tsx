import { Checkbox } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { chooseMail, getMailChoice, reviewKeys } from "@/api/peerReview";
import { Banner, useFailureText } from "@/ui/feedback";

/** Whether the person gets a mail on mornings on which something new waits for them. */
export function MailChoice() {
  const { t } = useTranslation("peerReview");
  const failureText = useFailureText();
  const client = useQueryClient();
  const key = reviewKeys.list("mail-choice", {});
  const found = useQuery({ queryKey: key, queryFn: getMailChoice });
  const choose = useMutation({
    mutationFn: chooseMail,
    onSuccess: (chosen) => client.setQueryData(key, chosen),
  });
  if (!found.data) return null;
  return (
    <>
      {choose.error ? <Banner tone="danger">{failureText(choose.error)}</Banner> : null}
      <Checkbox
        size="sm"
        label={t("mail.label")}
        description={t("mail.hint")}
        checked={choose.isPending ? choose.variables : found.data.wanted}
        disabled={choose.isPending}
        onChange={(event) => choose.mutate(event.currentTarget.checked)}
      />
    </>
  );
}
