import { PasswordInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Section } from "@/api/types";
import type { useSealing } from "../hooks/useSealing";
import { CheckList } from "./CheckList";

/** The end of every form that signs: what the checks found, and the password. */
export function SealFields({
  sealing,
  sections,
}: {
  sealing: ReturnType<typeof useSealing>;
  sections: readonly Section[];
}) {
  const { t } = useTranslation("reporting");
  return (
    <>
      <CheckList checks={sealing.checks} sections={sections} />
      <PasswordInput
        label={t("sign.password")}
        description={t("sign.passwordHint")}
        autoComplete="current-password"
        required
        value={sealing.password}
        onChange={(event) => sealing.setPassword(event.currentTarget.value)}
      />
    </>
  );
}
