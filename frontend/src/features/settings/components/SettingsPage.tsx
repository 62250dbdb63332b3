import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan, useSession } from "@/lib/currentSession";
import styles from "@/ui/page.module.css";
import { TokenSection } from "./TokenSection";

/** The person's own things: who they are here, and their tokens. */
export function SettingsPage() {
  const { t } = useTranslation("settings");
  const mayManageTokens = useCan("tokens.manage_own");
  const mayManageTemplates = useCan("templates.manage");
  const mayWrite = useCan("report.write");
  return (
    <div className={styles.page}>
      <title>{t("documentTitle")}</title>
      <h1>{t("title")}</h1>
      <Profile />
      {mayManageTemplates || mayWrite ? <TemplateSection /> : null}
      {mayManageTokens ? <TokenSection /> : null}
    </div>
  );
}

function Profile() {
  const { t } = useTranslation(["settings", "session"]);
  const session = useSession();
  const roles = session.roles.map((role) => t(`session:role.${role}`)).join(", ");
  const facts: [string, string][] = [
    [t("profile.name"), session.user.name],
    [t("profile.email"), session.user.email],
    [t("profile.practice"), session.tenant.name],
    [t("profile.roles"), roles],
    [t("profile.sites"), session.sites.map(({ name }) => name).join(", ")],
  ];
  return (
    <section className={styles.section}>
      <h2>{t("profile.title")}</h2>
      <p className={styles.explanation}>
        {t("profile.idle", { count: Math.round(session.idle_timeout_seconds / 60) })}
      </p>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: "contents" }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function TemplateSection() {
  const { t } = useTranslation("settings");
  return (
    <section className={styles.section}>
      <h2>{t("templates.title")}</h2>
      <p className={styles.explanation}>{t("templates.explanation")}</p>
      <Button component={Link} to="/settings/templates" variant="default" size="xs">
        {t("templates.open")}
      </Button>
    </section>
  );
}
