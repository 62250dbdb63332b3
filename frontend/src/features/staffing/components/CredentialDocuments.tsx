import { Button, FileButton, Modal, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  attachDocument,
  type CredentialDocument,
  type CredentialKind,
  DOCUMENT_TYPES,
  documentAddress,
  listDocuments,
  MOST_DOCUMENT_BYTES,
  removeDocument,
} from "@/api/credentialDocuments";
import { staffingKeys } from "@/api/staffing";
import { useSession } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { FormDialog } from "@/ui/FormDialog";
import { Banner, FailureState, useFailureText } from "@/ui/feedback";
import type { PlainColumn } from "@/ui/PlainTable";
import { documentsOf, fileSize } from "../model/documents";
import styles from "./staffing.module.css";

/** The column with a credential's papers; nothing for colleagues, who may not see them. */
export function useDocumentColumn<Row extends { id: string }>(
  kind: CredentialKind,
  readerId: string,
  mayManage: boolean,
): PlainColumn<Row>[] {
  const { t } = useTranslation("staffing");
  const me = useSession().user.id;
  const allowed = mayManage || me === readerId;
  const all = useQuery({
    queryKey: staffingKeys.documents(readerId),
    queryFn: () => listDocuments(readerId),
    enabled: allowed,
  });
  if (!allowed) return [];
  return [
    {
      heading: t("documents.heading"),
      cell: ({ id }) =>
        all.error ? (
          <FailureState error={all.error} onRetry={() => void all.refetch()} />
        ) : (
          <Documents
            kind={kind}
            credential={id}
            readerId={readerId}
            mayManage={mayManage}
            {...documentsOf(all.data ?? [], kind, id)}
          />
        ),
    },
  ];
}

interface Props {
  kind: CredentialKind;
  credential: string;
  readerId: string;
  mayManage: boolean;
  present: readonly CredentialDocument[];
  removed: readonly CredentialDocument[];
}

function Documents({ kind, credential, readerId, mayManage, present, removed }: Props) {
  const { t } = useTranslation("staffing");
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: staffingKeys.documents(readerId) });
  if (!mayManage && present.length + removed.length === 0) return t("documents.none");
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => setOpened(true)}>
        {present.length === 0 && mayManage
          ? t("documents.attach")
          : t("documents.count", { count: present.length })}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t("documents.title")}
        size="lg"
      >
        <Stack gap="sm">
          {present.length === 0 ? <p className={styles.faint}>{t("documents.empty")}</p> : null}
          <ul className={styles.documents} aria-label={t("documents.title")}>
            {present.map((document) => (
              <li key={document.id}>
                <Said document={document} />
                {mayManage ? <Removal document={document} onRemoved={refresh} /> : null}
              </li>
            ))}
          </ul>
          {mayManage ? (
            <Attaching kind={kind} credential={credential} onAttached={refresh} />
          ) : null}
          {removed.length > 0 ? (
            <details>
              <summary>{t("documents.removedCount", { count: removed.length })}</summary>
              <ul className={styles.documents}>
                {removed.map((document) => (
                  <li key={document.id}>
                    <Said document={document} />
                  </li>
                ))}
              </ul>
            </details>
          ) : null}
        </Stack>
      </Modal>
    </>
  );
}

function Said({ document }: { document: CredentialDocument }) {
  const { t } = useTranslation("staffing");
  const { id, name, size, sha256, attached_by, attached_at, removed_by, removed_at } = document;
  return (
    <span className={styles.document}>
      {removed_at ? (
        <s>{name}</s>
      ) : (
        <a href={documentAddress(id)} download={name} title={t("documents.save", { name })}>
          {name}
        </a>
      )}
      <small className={styles.faint} title={t("documents.digest", { digest: sha256 })}>
        {[
          fileSize(size),
          t("documents.attached", { name: attached_by.name, moment: formatMoment(attached_at) }),
          removed_by
            ? t("documents.removed", { name: removed_by.name, moment: formatMoment(removed_at) })
            : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </small>
    </span>
  );
}

function Removal({
  document,
  onRemoved,
}: {
  document: CredentialDocument;
  onRemoved: () => Promise<void>;
}) {
  const { t } = useTranslation("staffing");
  return (
    <FormDialog
      action={t("documents.remove")}
      label={t("documents.removeOne", { name: document.name })}
      title={t("documents.removeTitle", { name: document.name })}
      submit={t("documents.remove")}
      danger
      run={() => removeDocument(document.id).then(onRemoved)}
    >
      <p>{t("documents.removeHint")}</p>
    </FormDialog>
  );
}

function Attaching({
  kind,
  credential,
  onAttached,
}: {
  kind: CredentialKind;
  credential: string;
  onAttached: () => Promise<void>;
}) {
  const { t } = useTranslation("staffing");
  const failureText = useFailureText();
  const attaching = useMutation({
    mutationFn: (file: File) => attachDocument(kind, credential, file),
    onSuccess: onAttached,
  });
  const [tooLarge, setTooLarge] = useState("");

  function attach(file: File | null): void {
    if (!file) return;
    attaching.reset();
    setTooLarge(file.size > MOST_DOCUMENT_BYTES ? file.name : "");
    if (file.size <= MOST_DOCUMENT_BYTES) attaching.mutate(file);
  }

  return (
    <>
      <FileButton
        accept={DOCUMENT_TYPES}
        onChange={attach}
        inputProps={{ "aria-label": t("documents.choose") }}
      >
        {(props) => (
          <Button {...props} variant="default" loading={attaching.isPending}>
            {t("documents.attach")}
          </Button>
        )}
      </FileButton>
      <small className={styles.faint}>{t("documents.hint")}</small>
      {tooLarge ? (
        <Banner tone="danger">{t("documents.tooLarge", { name: tooLarge })}</Banner>
      ) : null}
      {attaching.error ? <Banner tone="danger">{failureText(attaching.error)}</Banner> : null}
    </>
  );
}
