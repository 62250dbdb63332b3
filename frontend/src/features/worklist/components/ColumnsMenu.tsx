import { ActionIcon, Button, Checkbox, Popover } from "@mantine/core";
import {
  IconArrowLeft,
  IconArrowRight,
  IconColumns3,
  IconMinus,
  IconPlus,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import {
  ALWAYS_SHOWN,
  type ColumnLayout,
  type ColumnPlace,
  movedBy,
  resized,
  toggled,
  USUAL_LAYOUT,
} from "../model/columnLayout";
import styles from "./worklist.module.css";

const STEP = 24;
const ASSUMED_WIDTH = 140;

/** Which columns there are, in which order and how wide: all of it by keyboard too. */
export function ColumnsMenu({
  layout,
  onLayout,
}: {
  layout: ColumnLayout;
  onLayout: (layout: ColumnLayout) => void;
}) {
  const { t } = useTranslation("worklist");
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus width={330}>
      <Popover.Target>
        <Button size="compact-xs" variant="subtle" leftSection={<IconColumns3 size={14} />}>
          {t("columns.menu")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("columns.title")}>
        <ul className={styles.columnList}>
          {layout.map((place) => (
            <ColumnLine key={place.id} place={place} layout={layout} onLayout={onLayout} />
          ))}
        </ul>
        <p className={styles.soft}>{t("columns.hint")}</p>
        <Button size="compact-xs" variant="default" onClick={() => onLayout(USUAL_LAYOUT)}>
          {t("columns.reset")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnLine({
  place,
  layout,
  onLayout,
}: {
  place: ColumnPlace;
  layout: ColumnLayout;
  onLayout: (layout: ColumnLayout) => void;
}) {
  const { t } = useTranslation("worklist");
  const { id, width, shown } = place;
  const column = t(`column.${id}`);
  const widen = (step: number) => onLayout(resized(layout, id, (width ?? ASSUMED_WIDTH) + step));
  return (
    <li>
      <Checkbox
        size="xs"
        label={column}
        aria-label={t("columns.show", { column })}
        checked={shown}
        disabled={id === ALWAYS_SHOWN}
        onChange={() => onLayout(toggled(layout, id))}
      />
      {shown ? (
        <span>
          <Small name={t("columns.left", { column })} on={() => onLayout(movedBy(layout, id, -1))}>
            <IconArrowLeft size={13} />
          </Small>
          <Small name={t("columns.right", { column })} on={() => onLayout(movedBy(layout, id, 1))}>
            <IconArrowRight size={13} />
          </Small>
          <Small name={t("columns.narrower", { column })} on={() => widen(-STEP)}>
            <IconMinus size={13} />
          </Small>
          <Small name={t("columns.wider", { column })} on={() => widen(STEP)}>
            <IconPlus size={13} />
          </Small>
        </span>
      ) : null}
    </li>
  );
}

function Small({
  name,
  on,
  children,
}: {
  name: string;
  on: () => void;
  children: React.ReactNode;
}) {
  return (
    <ActionIcon size="sm" variant="subtle" aria-label={name} title={name} onClick={on}>
      {children}
    </ActionIcon>
  );
}
