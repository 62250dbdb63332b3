import { Button, Group, Modal, NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { addPeer, operationsKeys } from "@/api/operations";
import { useSession } from "@/lib/currentSession";
import { Banner, useFailureText } from "@/ui/feedback";

const NOTHING = { site: "", aeTitle: "", host: "", port: null as number | null };

/** Sets up a DICOM node that may send for one site. */
export function NewPeerForm() {
  const { t } = useTranslation("operations");
  const client = useQueryClient();
  const failureText = useFailureText();
  const { sites } = useSession();
  const [open, setOpen] = useState(false);
  const [wish, setWish] = useState(NOTHING);
  const adding = useMutation({
    mutationFn: addPeer,
    onSuccess: () => {
      setOpen(false);
      setWish(NOTHING);
      return client.invalidateQueries({ queryKey: operationsKeys.peers });
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const { site, aeTitle, host, port } = wish;
    adding.mutate({ site, ae_title: aeTitle.trim(), host: host.trim(), port });
  }

  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t("newPeer.action")}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={t("newPeer.action")}>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Select
              label={t("peers.site")}
              required
              data={sites.map(({ slug, name }) => ({ value: slug, label: name }))}
              value={wish.site || null}
              onChange={(site) => setWish({ ...wish, site: site ?? "" })}
            />
            <TextInput
              label={t("peers.aeTitle")}
              description={t("newPeer.aeTitleHint")}
              required
              maxLength={16}
              value={wish.aeTitle}
              onChange={(event) => setWish({ ...wish, aeTitle: event.currentTarget.value })}
            />
            <TextInput
              label={t("newPeer.host")}
              description={t("newPeer.hostHint")}
              maxLength={255}
              value={wish.host}
              onChange={(event) => setWish({ ...wish, host: event.currentTarget.value })}
            />
            <NumberInput
              label={t("newPeer.port")}
              min={1}
              max={65535}
              allowDecimal={false}
              value={wish.port ?? ""}
              onChange={(port) =>
                setWish({ ...wish, port: typeof port === "number" ? port : null })
              }
            />
            {adding.error ? <Banner tone="danger">{failureText(adding.error)}</Banner> : null}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpen(false)}>
                {t("cancel", { ns: "common" })}
              </Button>
              <Button
                type="submit"
                disabled={wish.site === "" || wish.aeTitle.trim() === ""}
                loading={adding.isPending}
              >
                {t("newPeer.submit")}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
