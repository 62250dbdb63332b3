import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listFailedDeliveries, operationsKeys, retryDelivery } from "@/api/operations";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";

export function DeliveryTable() {
  const { t } = useTranslation("operations");
  const client = useQueryClient();
  const failureText = useFailureText();
  const mayRetry = useCan("operations.manage");
  const deliveries = useQuery({
    queryKey: operationsKeys.deliveries,
    queryFn: listFailedDeliveries,
  });
  const retry = useMutation({
    mutationFn: retryDelivery,
    onSettled: () => client.invalidateQueries({ queryKey: operationsKeys.deliveries }),
    onError: (error) => notifications.show({ color: "red", message: failureText(error) }),
  });

  return (
    <PlainTable
      title={t("deliveries.title")}
      explanation={t("deliveries.explanation")}
      empty={t("deliveries.empty")}
      rows={deliveries.data?.results}
      error={deliveries.error}
      onRetry={() => void deliveries.refetch()}
      columns={[
        { heading: t("deliveries.since"), cell: (row) => formatMoment(row.happened_at) },
        { heading: t("deliveries.event"), cell: (row) => <code>{row.event}</code> },
        { heading: t("deliveries.subscriber"), cell: (row) => <code>{row.subscriber}</code> },
        { heading: t("deliveries.attempts"), cell: (row) => row.attempts },
        { heading: t("deliveries.error"), cell: (row) => row.last_error },
        {
          heading: "",
          cell: (row) =>
            mayRetry ? (
              <Button
                size="compact-xs"
                variant="default"
                loading={retry.isPending && retry.variables === row.id}
                onClick={() => retry.mutate(row.id)}
              >
                {t("deliveries.retry")}
              </Button>
            ) : null,
        },
      ]}
    />
  );
}
