import { Button, Code, CopyButton, Group, Modal, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Banner } from "@/ui/feedback";

/** Shows a new token the one time it can be shown. */
export function TokenOnce({ token, onClose }: { token: string; onClose: () => void }) {
  const { t } = useTranslation("settings");
  return (
    <Modal opened onClose={onClose} closeOnClickOutside={false} title={t("tokens.title")} size="lg">
      <Stack gap="md">
        <Banner tone="warning">{t("tokens.once")}</Banner>
        <Code block data-testid="new-token">
          {token}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={token}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {t(copied ? "tokens.copied" : "tokens.copy")}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t("tokens.done")}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
