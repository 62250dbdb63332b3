import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { addShippedTemplates, templateKeys } from "@/api/reportTemplates";
import { useCan } from "@/lib/currentSession";
import { useFailureText } from "@/ui/feedback";

/** Brings shipped templates that came later; what the practice has stays as it is. */
export function ShippedTemplates() {
  const { t } = useTranslation("templates");
  const client = useQueryClient();
  const failureText = useFailureText();
  const manages = useCan("templates.manage");
  const add = useMutation({
    mutationFn: addShippedTemplates,
    onSuccess: ({ added, drafted }) => {
      const said = [
        added.length > 0 ? t("addShipped.added", { names: added.join(", ") }) : "",
        drafted.length > 0 ? t("addShipped.drafted", { names: drafted.join(", ") }) : "",
      ].filter(Boolean);
      notifications.show({ message: said.join(" ") || t("addShipped.none"), autoClose: 8000 });
      void client.invalidateQueries({ queryKey: templateKeys.all });
    },
    onError: (error) => void notifications.show({ color: "red", message: failureText(error) }),
  });
  if (!manages) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      title={t("addShipped.hint")}
      loading={add.isPending}
      onClick={() => add.mutate()}
    >
      {t("addShipped.action")}
    </Button>
  );
}
