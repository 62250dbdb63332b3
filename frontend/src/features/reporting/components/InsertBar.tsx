import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { KeyHint } from "@/ui/feedback";

/** Whole texts at one press, and the way to the macros. */
export function InsertBar({
  insertNormal,
  insertMeasurements,
}: {
  insertNormal: () => void;
  insertMeasurements: () => void;
}) {
  const { t } = useTranslation("reporting");
  // A press on a button must not take the cursor out of the section that gets the text.
  const keepCursor = (event: { preventDefault: () => void }) => event.preventDefault();
  return (
    <Group gap="xs" px="sm" pt="xs">
      <Button
        size="compact-xs"
        variant="default"
        rightSection={<KeyHint>Alt+N</KeyHint>}
        onMouseDown={keepCursor}
        onClick={() => insertNormal()}
      >
        {t("editor.normal")}
      </Button>
      <Button
        size="compact-xs"
        variant="default"
        rightSection={<KeyHint>Alt+M</KeyHint>}
        onMouseDown={keepCursor}
        onClick={insertMeasurements}
      >
        {t("editor.measurements")}
      </Button>
      <Button component="a" href="/macros" target="_blank" size="compact-xs" variant="subtle">
        {t("editor.macros")}
      </Button>
    </Group>
  );
}
