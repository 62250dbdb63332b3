import { Button, Group, MultiSelect, NumberInput, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { issueToken } from "@/api/tokens";
import type { Capability, IssuedApiToken } from "@/api/types";
import { useSession } from "@/lib/currentSession";
import { Banner, useFailureText } from "@/ui/feedback";

const USUAL_DAYS = 90;
const MOST_DAYS = 366;

/** Asks for a name, scopes within the person's own capabilities, and a time limit. */
export function NewTokenForm({ onIssued }: { onIssued: (token: IssuedApiToken) => void }) {
  const { t } = useTranslation("settings");
  const { capabilities } = useSession();
  const failureText = useFailureText();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Capability[]>([]);
  const [days, setDays] = useState(USUAL_DAYS);
  const issue = useMutation({ mutationFn: issueToken, onSuccess: issued });

  function issued(token: IssuedApiToken): void {
    setName("");
    setScopes([]);
    onIssued(token);
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    issue.mutate({ name: name.trim(), scopes, expires_in_days: days });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={560}>
        {issue.error ? <Banner tone="danger">{failureText(issue.error)}</Banner> : null}
        <Group grow align="flex-start">
          <TextInput
            label={t("tokens.name")}
            placeholder={t("tokens.namePlaceholder")}
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NumberInput
            label={t("tokens.days")}
            min={1}
            max={MOST_DAYS}
            allowDecimal={false}
            clampBehavior="strict"
            required
            value={days}
            onChange={(value) => setDays(Number(value) || USUAL_DAYS)}
          />
        </Group>
        <MultiSelect
          label={t("tokens.scopes")}
          data={capabilities}
          value={scopes}
          onChange={(chosen) => setScopes(capabilities.filter((scope) => chosen.includes(scope)))}
          withAsterisk
          searchable
        />
        <Group>
          <Button
            type="submit"
            loading={issue.isPending}
            disabled={name.trim() === "" || scopes.length === 0}
          >
            {t("tokens.create")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
