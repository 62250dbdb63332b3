import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "@/api/types";
import { Brand } from "@/ui/Brand";
import { Banner } from "@/ui/feedback";
import { useLogin } from "../hooks/useLogin";
import styles from "./session.module.css";
import { TenantChooser } from "./TenantChooser";

/** Log-in; a person who belongs to several practices then chooses one. */
export function LoginPage({ onBegin }: { onBegin: (session: Session) => void }) {
  const [session, setSession] = useState<Session | null>(null);

  function loggedIn(begun: Session): void {
    if (begun.memberships.length > 1) setSession(begun);
    else onBegin(begun);
  }

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Brand size={26} />
        </div>
        {session ? (
          <TenantChooser session={session} onChosen={onBegin} />
        ) : (
          <LoginForm onLoggedIn={loggedIn} />
        )}
      </div>
      <PrivacyLine />
    </main>
  );
}

function PrivacyLine() {
  const { t } = useTranslation("session");
  return <p className={styles.foot}>{t("login.privacy")}</p>;
}

function LoginForm({ onLoggedIn }: { onLoggedIn: (session: Session) => void }) {
  const { t } = useTranslation("session");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const login = useLogin();

  function submit(event: FormEvent): void {
    event.preventDefault();
    login.mutate(
      { email: email.trim(), password },
      { onSuccess: onLoggedIn, onError: () => setPassword("") },
    );
  }

  return (
    <form onSubmit={submit}>
      <h1>{t("login.title")}</h1>
      <Stack gap="md">
        {login.refusal ? <Banner tone="danger">{login.refusal}</Banner> : null}
        <TextInput
          label={t("login.email")}
          type="email"
          name="email"
          autoComplete="username"
          size="md"
          required
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t("login.password")}
          name="password"
          autoComplete="current-password"
          size="md"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" fullWidth loading={login.isPending}>
          {t("login.submit")}
        </Button>
      </Stack>
    </form>
  );
}
