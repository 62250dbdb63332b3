import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { addSiteContact, changeSiteContact, type SiteContact } from "@/api/criticalPolicy";
import { PlainTable } from "@/ui/PlainTable";
import { phoneAddress } from "../model/words";
import { ContactForm } from "./ContactForm";
import styles from "./ladders.module.css";

/** The people and desks of one site that can be told. */
export function ContactTable({
  site,
  name: siteName,
  contacts,
  mayManage,
  refresh,
}: {
  site: string;
  name: string;
  contacts: UseQueryResult<SiteContact[]>;
  mayManage: boolean;
  refresh: () => Promise<unknown>;
}) {
  const { t } = useTranslation("criticalResults");
  return (
    <PlainTable
      title={t("contact.title", { site: siteName })}
      explanation={t("contact.hint")}
      empty={t("contact.none")}
      rows={contacts.data}
      error={contacts.error}
      onRetry={() => void contacts.refetch()}
      action={
        mayManage ? (
          <ContactForm contact={null} save={(wish) => addSiteContact(site, wish).then(refresh)} />
        ) : null
      }
      columns={[
        {
          heading: t("contact.name"),
          cell: ({ name, active }) => (
            <span className={active ? undefined : styles.gone}>{name}</span>
          ),
        },
        { heading: t("role"), cell: ({ role }) => role || "–" },
        {
          heading: t("contact.phone"),
          cell: ({ phone }) =>
            phone ? (
              <a className={styles.phone} href={phoneAddress(phone)}>
                {phone}
              </a>
            ) : (
              "–"
            ),
        },
        { heading: t("contact.email"), cell: ({ email }) => email || "–" },
        {
          heading: t("contact.code"),
          cell: ({ has_code: agreed }) => (agreed ? t("contact.agreed") : t("contact.portalOnly")),
        },
        {
          heading: t("contact.called"),
          cell: ({ active }) => (active ? t("contact.active") : t("contact.inactive")),
        },
        {
          heading: "",
          cell: (contact) =>
            mayManage ? (
              <ContactForm
                contact={contact}
                save={(wish) => changeSiteContact(contact.id, wish).then(refresh)}
              />
            ) : null,
        },
      ]}
    />
  );
}
