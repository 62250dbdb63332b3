import { Button, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  communicateDiscrepancy,
  discrepancyKeys,
  listDiscrepancies,
  seeDiscrepancy,
} from "@/api/discrepancies";
import type { Discrepancy, Report } from "@/api/types";
import { useCan, useSession } from "@/lib/currentSession";
import { FormDialog } from "@/ui/FormDialog";
import { Banner } from "@/ui/feedback";

const CHANNELS = ["phone", "in_person", "video", "mail", "message", "portal"] as const;
type Channel = (typeof CHANNELS)[number];

/** The differences noted on this study, how far each is known, and what is left to do about it. */
export function ReportDiscrepancies({ report }: { report: Report }) {
  const { t } = useTranslation("reporting");
  const client = useQueryClient();
  const query = { study: report.study.id };
  const found = useQuery({
    queryKey: discrepancyKeys.list(query),
    queryFn: () => listDiscrepancies(query),
    enabled: useCan("discrepancy.view"),
  });
  const changed = () => client.invalidateQueries({ queryKey: discrepancyKeys.all });
  return found.data
    ?.filter(({ state }) => state !== "canceled")
    .map((one) => (
      <Banner
        key={one.id}
        tone={one.state === "acknowledged" ? "note" : "warning"}
        action={<NextStep discrepancy={one} onChanged={changed} />}
      >
        <strong>
          {t(`discrepancy.severity.${one.severity}`)} · {t(`discrepancy.origin.${one.origin}`)}
        </strong>
        {": "}
        {one.description} ({t(`discrepancy.state.${one.state}`)})
      </Banner>
    ));
}

function NextStep({
  discrepancy,
  onChanged,
}: {
  discrepancy: Discrepancy;
  onChanged: () => Promise<unknown>;
}) {
  const { t } = useTranslation("reporting");
  const { user } = useSession();
  const mayTell = useCan("discrepancy.communicate");
  const seeing = useMutation({
    mutationFn: () => seeDiscrepancy(discrepancy.id),
    onSuccess: onChanged,
  });
  const own = discrepancy.earlier_reader.id === user.id && discrepancy.seen_at === null;
  return (
    <>
      {own ? (
        <Button
          size="compact-xs"
          variant="default"
          loading={seeing.isPending}
          onClick={() => seeing.mutate()}
        >
          {t("discrepancy.seen")}
        </Button>
      ) : null}
      {mayTell && discrepancy.state === "noted" ? (
        <CommunicationDialog discrepancy={discrepancy} onChanged={onChanged} />
      ) : null}
    </>
  );
}

function CommunicationDialog({
  discrepancy,
  onChanged,
}: {
  discrepancy: Discrepancy;
  onChanged: () => Promise<unknown>;
}) {
  const { t } = useTranslation("reporting");
  const fromSite = discrepancy.origin === "site";
  const [channel, setChannel] = useState<Channel>(fromSite ? "portal" : "phone");
  const [person, setPerson] = useState("");
  const [answer, setAnswer] = useState("");
  const named = person.trim() !== "" || fromSite || discrepancy.severity === "minor";
  return (
    <FormDialog
      action={t(fromSite ? "discrepancy.answer" : "discrepancy.communicate")}
      submit={t("discrepancy.record")}
      ready={named && (!fromSite || answer.trim() !== "")}
      run={async () => {
        await communicateDiscrepancy(discrepancy.id, { channel, person, answer });
        await onChanged();
      }}
    >
      <Select
        label={t("discrepancy.channel")}
        allowDeselect={false}
        value={channel}
        onChange={(value) => setChannel(CHANNELS.find((one) => one === value) ?? "phone")}
        data={CHANNELS.map((value) => ({ value, label: t(`discrepancy.channels.${value}`) }))}
      />
      <TextInput
        label={t("discrepancy.person")}
        maxLength={200}
        required={!fromSite && discrepancy.severity === "major"}
        value={person}
        onChange={(event) => setPerson(event.currentTarget.value)}
      />
      <Textarea
        label={t("discrepancy.said")}
        autosize
        maxLength={2000}
        required={fromSite}
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
