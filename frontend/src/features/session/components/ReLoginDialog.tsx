import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { authGate } from "@/api/authGate";
import type { Session } from "@/api/types";
import { useOnceKeysRest } from "@/lib/useOnceKeysRest";
import { Banner } from "@/ui/feedback";
import { useLogin } from "../hooks/useLogin";

/**
 * Covers the page when the session has ended while the person worked. The page below stays as it
 * is; after the log-in, waiting requests go out and the work goes on.
 */
export function ReLoginDialog({ session }: { session: Session }) {
  const { t } = useTranslation("session");
  const [closed, setClosed] = useState(authGate.closed);
  const [password, setPassword] = useState("");
  const login = useLogin();
  const shown = useOnceKeysRest(closed);

  useEffect(() => authGate.subscribe(setClosed), []);

  function submit(event: FormEvent): void {
    event.preventDefault();
    login.mutate(
      { email: session.user.email, password, tenant: session.tenant.slug },
      {
        onSuccess: () => {
          login.reset();
          authGate.open();
        },
        onSettled: () => setPassword(""),
      },
    );
  }

  return (
    <Modal
      opened={shown}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      centered
      zIndex={1000}
      title={t("locked.title")}
      overlayProps={{ backgroundOpacity: 0.9, blur: 14, color: "#000" }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{t("locked.explanation", { name: session.user.name })}</Text>
          {login.refusal ? <Banner tone="danger">{login.refusal}</Banner> : null}
          <input
            type="email"
            name="email"
            autoComplete="username"
            value={session.user.email}
            readOnly
            hidden
          />
          <PasswordInput
            label={t("login.password")}
            autoComplete="current-password"
            required
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group justify="space-between">
            <Button variant="subtle" onClick={() => window.location.assign("/")}>
              {t("locked.someoneElse")}
            </Button>
            <Button type="submit" loading={login.isPending}>
              {t("locked.continue")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
