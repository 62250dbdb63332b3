import { Modal, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { DialogForm } from "./DialogForm";

/** Names what is listed now, and says whether everybody may use it. */
export function SaveViewDialog({
  opened,
  isPending,
  onClose,
  onSave,
}: {
  opened: boolean;
  isPending: boolean;
  onClose: () => void;
  onSave: (view: { name: string; shared: boolean }) => void;
}) {
  const { t } = useTranslation(["worklist", "common"]);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  return (
    <Modal opened={opened} onClose={onClose} title={t("views.saveTitle")}>
      <DialogForm
        explanation={t("views.withColumns")}
        submit={t("common:save")}
        ready={name.trim() !== ""}
        isPending={isPending}
        onCancel={onClose}
        onSubmit={() => {
          onSave({ name: name.trim(), shared });
          setName("");
          setShared(false);
        }}
      >
        <TextInput
          label={t("views.name")}
          required
          data-autofocus
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Switch
          label={t("views.shared")}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
      </DialogForm>
    </Modal>
  );
}
