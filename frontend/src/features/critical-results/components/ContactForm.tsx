import { Checkbox, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SiteContact, SiteContactWish } from "@/api/criticalPolicy";
import { FormDialog } from "@/ui/FormDialog";
import styles from "./critical.module.css";

const LEAST_CODE = 6;
const EMPTY = { name: "", role: "", phone: "", email: "", active: true };

/** A person or desk of a site, and the code by which they prove who they are behind a link. */
export function ContactForm({
  contact,
  save,
}: {
  /** Null for a new one. */
  contact: SiteContact | null;
  save: (wish: SiteContactWish) => Promise<unknown>;
}) {
  const { t } = useTranslation(["criticalResults", "common"]);
  const [wish, setWish] = useState(EMPTY);
  const [code, setCode] = useState("");
  const [dropped, setDropped] = useState(false);
  const title = contact ? t("contact.change", { name: contact.name }) : t("contact.add");
  const reachable = wish.phone.trim() !== "" || wish.email.trim() !== "";
  const codeFits = code.trim() === "" || code.trim().length >= LEAST_CODE;
  const text = (field: "name" | "role" | "phone" | "email", label: string, longest: number) => (
    <TextInput
      label={label}
      maxLength={longest}
      required={field === "name"}
      data-autofocus={field === "name" || undefined}
      type={field === "email" ? "email" : field === "phone" ? "tel" : "text"}
      value={wish[field]}
      onChange={(event) => setWish({ ...wish, [field]: event.currentTarget.value })}
    />
  );

  function codeWish(): { code?: string } {
    if (dropped) return { code: "" };
    return code.trim() === "" ? {} : { code };
  }

  return (
    <FormDialog
      action={contact ? t("policy.change") : title}
      label={title}
      title={title}
      submit={t("common:save")}
      ready={wish.name.trim() !== "" && reachable && codeFits}
      onOpen={() => {
        setWish(contact ?? EMPTY);
        setCode("");
        setDropped(false);
      }}
      run={() => {
        const { name, role, phone, email, active } = wish;
        return save({ name, role, phone, email, active, ...codeWish() });
      }}
    >
      {text("name", t("contact.name"), 200)}
      {text("role", t("role"), 120)}
      {text("phone", t("contact.phone"), 60)}
      {text("email", t("contact.email"), 254)}
      <p className={styles.soft}>{t("contact.reachable")}</p>
      <TextInput
        label={contact?.has_code ? t("contact.newCode") : t("contact.code")}
        description={t("contact.codeHint")}
        error={codeFits ? null : t("contact.codeShort")}
        maxLength={60}
        autoComplete="off"
        disabled={dropped}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {contact?.has_code ? (
        <Checkbox
          label={t("contact.dropCode")}
          checked={dropped}
          onChange={(event) => setDropped(event.currentTarget.checked)}
        />
      ) : null}
      {contact ? (
        <Checkbox
          label={t("contact.stillThere")}
          checked={wish.active}
          onChange={(event) => setWish({ ...wish, active: event.currentTarget.checked })}
        />
      ) : null}
    </FormDialog>
  );
}
