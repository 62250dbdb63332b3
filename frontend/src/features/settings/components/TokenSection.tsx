import { Button, Group, Modal, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTokens, revokeToken, tokenKeys } from "@/api/tokens";
import type { ApiToken, IssuedApiToken } from "@/api/types";
import { formatMoment } from "@/lib/dates";
import { useFailureText } from "@/ui/feedback";
import { PlainTable } from "@/ui/PlainTable";
import { NewTokenForm } from "./NewTokenForm";
import { TokenOnce } from "./TokenOnce";

/** The person's API tokens: those there are, a new one, and taking one back. */
export function TokenSection() {
  const { t } = useTranslation("settings");
  const client = useQueryClient();
  const failureText = useFailureText();
  const [issued, setIssued] = useState<IssuedApiToken | null>(null);
  const [asked, setAsked] = useState<ApiToken | null>(null);
  const tokens = useQuery({ queryKey: tokenKeys.all, queryFn: listTokens });
  const refetch = () => void client.invalidateQueries({ queryKey: tokenKeys.all });
  const revoke = useMutation({
    mutationFn: revokeToken,
    onSettled: () => {
      setAsked(null);
      refetch();
    },
    onError: (error) => notifications.show({ color: "red", message: failureText(error) }),
  });

  return (
    <>
      <PlainTable
        title={t("tokens.title")}
        explanation={t("tokens.explanation")}
        empty={t("tokens.none")}
        rows={tokens.data}
        error={tokens.error}
        onRetry={refetch}
        columns={[
          { heading: t("tokens.name"), cell: (token) => token.name },
          { heading: t("tokens.scopes"), cell: (token) => token.scopes.join(", ") },
          { heading: t("tokens.expires"), cell: (token) => formatMoment(token.expires_at) },
          {
            heading: t("tokens.lastUsed"),
            cell: (token) => formatMoment(token.last_used_at ?? null) || t("tokens.never"),
          },
          {
            heading: "",
            cell: (token) =>
              token.revoked_at ? (
                t("tokens.revoked")
              ) : (
                <Button size="compact-xs" variant="default" onClick={() => setAsked(token)}>
                  {t("tokens.revoke")}
                </Button>
              ),
          },
        ]}
      />
      <NewTokenForm
        onIssued={(token) => {
          setIssued(token);
          refetch();
        }}
      />
      {issued ? <TokenOnce token={issued.token} onClose={() => setIssued(null)} /> : null}
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={t("tokens.revoke")}>
        <Text size="sm">{t("tokens.revokeAsk", { name: asked?.name ?? "" })}</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsked(null)}>
            {t("cancel", { ns: "common" })}
          </Button>
          <Button
            color="red"
            loading={revoke.isPending}
            onClick={() => asked && revoke.mutate(asked.id)}
          >
            {t("tokens.revoke")}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
