import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { PartDraft } from "../../model/split";

const PARTS_AT_LEAST = 2;
const PARTS_AT_MOST = 12;

/** The names of the parts; parts are added and removed here. */
export function PartNames({
  drafts,
  onDrafts,
}: {
  drafts: readonly PartDraft[];
  onDrafts: (drafts: readonly PartDraft[]) => void;
}) {
  const { t } = useTranslation("worklist");

  function add(): void {
    const key = Math.max(...drafts.map((draft) => draft.key)) + 1;
    onDrafts([...drafts, { key, name: `${t("dialog.split.part")} ${key}` }]);
  }

  return (
    <Group gap="xs">
      {drafts.map(({ key, name }, place) => (
        <TextInput
          key={key}
          aria-label={t("dialog.split.nameOf", { number: place + 1 })}
          data-autofocus={place === 0 || undefined}
          maxLength={60}
          w="10rem"
          value={name}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            onDrafts(drafts.map((one) => (one.key === key ? { key, name: typed } : one)));
          }}
          rightSection={
            drafts.length > PARTS_AT_LEAST ? (
              <ActionIcon
                size="sm"
                variant="subtle"
                aria-label={t("dialog.split.removePart", { part: name })}
                onClick={() => onDrafts(drafts.filter((one) => one.key !== key))}
              >
                <IconX size={13} />
              </ActionIcon>
            ) : null
          }
        />
      ))}
      <Button variant="subtle" disabled={drafts.length >= PARTS_AT_MOST} onClick={add}>
        {t("dialog.split.addPart")}
      </Button>
    </Group>
  );
}
