import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listPeers, operationsKeys } from "@/api/operations";
import { useCan } from "@/lib/currentSession";
import { formatMoment } from "@/lib/dates";
import { PlainTable } from "@/ui/PlainTable";
import { Tag } from "@/ui/Tag";
import { NewPeerForm } from "./NewPeerForm";

export function PeerTable() {
  const { t } = useTranslation("operations");
  const mayAdd = useCan("peers.manage");
  const peers = useQuery({ queryKey: operationsKeys.peers, queryFn: listPeers });
  return (
    <PlainTable
      title={t("peers.title")}
      explanation={t("peers.explanation")}
      empty={t("peers.empty")}
      rows={peers.data?.results}
      error={peers.error}
      onRetry={() => void peers.refetch()}
      action={mayAdd ? <NewPeerForm /> : null}
      columns={[
        { heading: t("peers.aeTitle"), cell: (peer) => <code>{peer.ae_title}</code> },
        { heading: t("peers.called"), cell: (peer) => <code>{peer.called_ae_title}</code> },
        { heading: t("peers.site"), cell: (peer) => peer.site.name },
        {
          heading: t("peers.address"),
          cell: (peer) => (peer.host ? `${peer.host}:${peer.port ?? ""}` : t("peers.anyAddress")),
        },
        {
          heading: t("peers.seen"),
          cell: (peer) => formatMoment(peer.last_seen_at) || t("peers.never"),
        },
        {
          heading: t("peers.state"),
          cell: (peer) =>
            peer.active ? (
              <Tag tone="good" shape="●">
                {t("peers.active")}
              </Tag>
            ) : (
              <Tag shape="○">{t("peers.inactive")}</Tag>
            ),
        },
      ]}
    />
  );
}
