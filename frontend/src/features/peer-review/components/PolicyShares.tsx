import { Button, Group, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { NewReviewPolicy } from "@/api/peerReview";
import { listReaders, staffingKeys } from "@/api/staffing";
import { useSession } from "@/lib/currentSession";
import styles from "./peerReview.module.css";

export type Share = NonNullable<NewReviewPolicy["shares"]>[number];

/** Another percentage for a reader, a modality, a site, or what is all of them. */
export function PolicyShares({
  shares,
  onChange,
}: {
  shares: readonly Share[];
  onChange: (shares: Share[]) => void;
}) {
  const { t } = useTranslation("peerReview");
  const { sites } = useSession();
  const readers = useQuery({ queryKey: staffingKeys.readers, queryFn: listReaders });
  const change = (place: number, part: Partial<Share>) =>
    onChange(shares.map((one, index) => (index === place ? { ...one, ...part } : one)));
  return (
    <fieldset className={styles.shares}>
      <legend>{t("policy.shares")}</legend>
      <small>{t("policy.sharesHint")}</small>
      {shares.map((share, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a share has no name but its place
        <Group key={place} gap="xs" align="end" mt="xs">
          <NumberInput
            label={t("policy.share")}
            w={80}
            min={0}
            max={100}
            decimalScale={2}
            value={share.percent}
            onChange={(value) => change(place, { percent: Number(value) || 0 })}
          />
          <NativeSelect
            label={t("policy.reader")}
            className={styles.who}
            data={choices(t("policy.anyReader"), readers.data)}
            value={share.reader ?? ""}
            onChange={(event) => change(place, { reader: event.currentTarget.value || null })}
          />
          <TextInput
            label={t("policy.modality")}
            w={90}
            maxLength={16}
            placeholder={t("policy.anyModality")}
            value={share.modality ?? ""}
            onChange={(event) =>
              change(place, { modality: event.currentTarget.value.trim().toUpperCase() })
            }
          />
          <NativeSelect
            label={t("policy.site")}
            className={styles.who}
            data={choices(t("policy.anySite"), sites)}
            value={share.site ?? ""}
            onChange={(event) => change(place, { site: event.currentTarget.value || null })}
          />
          <Button
            variant="default"
            aria-label={t("policy.removeShare", { place: place + 1 })}
            onClick={() => onChange(shares.filter((_, index) => index !== place))}
          >
            {t("policy.remove")}
          </Button>
        </Group>
      ))}
      <Button
        mt="sm"
        size="compact-sm"
        variant="default"
        onClick={() =>
          onChange([...shares, { percent: 10, reader: null, modality: "", site: null }])
        }
      >
        {t("policy.addShare")}
      </Button>
    </fieldset>
  );
}

/** Whether each share says of whom it is. */
export function sharesComplete(shares: readonly Share[]): boolean {
  return shares.every(({ reader, modality, site }) => reader || modality || site);
}

function choices(any: string, known: readonly { id: string; name: string }[] | undefined) {
  const named = (known ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return [{ value: "", label: any }, ...named];
}
