import { Button, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  confirmLink,
  criticalKeys,
  type LinkNotice,
  lookAtLink,
  openLink,
} from "@/api/criticalFindings";
import { ApiProblem } from "@/api/problem";
import { formatDate, formatMoment } from "@/lib/dates";
import { Banner, EmptyState, useFailureText } from "@/ui/feedback";
import page from "@/ui/page.module.css";

/** Behind the link in a message: no patient until the code is right, then one button. */
export function AcknowledgePage({ token }: { token: string }) {
  const { t } = useTranslation("criticalResults");
  const linkTrouble = useLinkTrouble();
  const notice = useQuery({
    queryKey: criticalKeys.link(token),
    queryFn: () => lookAtLink(token),
    retry: false,
  });
  return (
    <main className={page.page} style={{ maxWidth: "32rem" }}>
      <title>{t("link.documentTitle")}</title>
      <h1>{t("link.title")}</h1>
      {notice.error ? (
        <EmptyState title={t("link.notOpened")} hint={linkTrouble(notice.error)} />
      ) : null}
      {notice.data ? <Confirmation token={token} notice={notice.data} /> : null}
    </main>
  );
}

function Confirmation({ token, notice }: { token: string; notice: LinkNotice }) {
  const { t } = useTranslation("criticalResults");
  const linkTrouble = useLinkTrouble();
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState("");
  const opening = useMutation({ mutationFn: () => openLink(token, code) });
  const confirming = useMutation({ mutationFn: () => confirmLink(token, { code, name, role }) });
  const state = confirming.data?.notice ?? notice;
  const zone = notice.time_zone;

  function send(event: FormEvent): void {
    event.preventDefault();
    if (opening.data) confirming.mutate();
    else opening.mutate();
  }

  if (state.done_at !== null) {
    return (
      <>
        <Banner tone="note">
          {t("link.done", { name: state.done_by, moment: formatMoment(state.done_at, zone) })}
        </Banner>
        {confirming.data?.read_back_required ? <p>{t("link.readBack")}</p> : null}
      </>
    );
  }
  if (state.state === "canceled") return <p>{t("link.withdrawn")}</p>;
  const content = opening.data;
  const error = confirming.error ?? opening.error;
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        <p>{t("link.intro", notice)}</p>
        <p>{t("link.raised", { moment: formatMoment(notice.raised_at, zone) })}</p>
        {!notice.needs_code ? (
          <p>
            {t("link.portalOnly")} <a href="/portal">{t("link.portal")}</a>
          </p>
        ) : content ? (
          <>
            <p>
              <strong>{content.patient_name}</strong>
              <br />
              {t("link.born")} {formatDate(content.birth_date)} · {content.patient_id}
              <br />
              {content.study} · {t("link.accession")} {content.accession_number}
            </p>
            <Banner tone="warning">{content.finding || t("link.notDescribed")}</Banner>
            <p>
              {t("link.from")} {content.raised_by}
            </p>
            {content.read_back_required ? <p>{t("link.readBack")}</p> : null}
            <TextInput
              label={t("link.name")}
              required
              size="md"
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t("link.role")}
              size="md"
              value={role}
              onChange={(event) => setRole(event.currentTarget.value)}
            />
            <Button type="submit" size="md" color="red" loading={confirming.isPending}>
              {t("link.confirm")}
            </Button>
          </>
        ) : (
          <>
            <TextInput
              label={t("link.code")}
              required
              size="md"
              autoComplete="off"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button type="submit" size="md" loading={opening.isPending}>
              {t("link.open")}
            </Button>
          </>
        )}
        {error ? <Banner tone="danger">{linkTrouble(error)}</Banner> : null}
      </Stack>
    </form>
  );
}

/** What the server says of a link or a code; not the words for a person with a role in the product. */
function useLinkTrouble(): (error: unknown) => string {
  const failureText = useFailureText();
  return (error) =>
    error instanceof ApiProblem && [403, 404, 410].includes(error.status)
      ? [error.body.title, error.body.detail].filter(Boolean).join(". ")
      : failureText(error);
}
