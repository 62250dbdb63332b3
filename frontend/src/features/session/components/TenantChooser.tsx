import { Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { switchTenant } from "@/api/session";
import type { Session } from "@/api/types";
import { Banner, useFailureText } from "@/ui/feedback";
import styles from "./session.module.css";

/** Lets a person of several practices say which one to work in. */
export function TenantChooser({
  session,
  onChosen,
}: {
  session: Session;
  onChosen: (session: Session) => void;
}) {
  const { t } = useTranslation("session");
  const failureText = useFailureText();
  const choose = useMutation({ mutationFn: switchTenant, onSuccess: onChosen });

  return (
    <section>
      <h1>{t("tenant.title")}</h1>
      <Stack gap="xs">
        {choose.error ? <Banner tone="danger">{failureText(choose.error)}</Banner> : null}
        {session.memberships.map(({ tenant, roles }) => (
          <button
            key={tenant.id}
            type="button"
            className={styles.choice}
            disabled={choose.isPending}
            onClick={() => choose.mutate(tenant.slug)}
          >
            {tenant.name}
            <span>{roles.map((role) => t(`role.${role}`)).join(", ")}</span>
          </button>
        ))}
      </Stack>
    </section>
  );
}
