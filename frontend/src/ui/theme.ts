import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Modal,
} from "@mantine/core";

/** The one accent: a quiet blue-green that stays calm in a dark room. */
const accent: MantineColorsTuple = [
  "#e2f4f7",
  "#c9e6eb",
  "#9cd2db",
  "#74c3d0",
  "#56b9c9",
  "#379cae",
  "#2a8b9c",
  "#1f7c8c",
  "#0f6f81",
  "#0b6475",
];

const slate: MantineColorsTuple = [
  "#d3dae0",
  "#b4c0ca",
  "#9aa8b4",
  "#8a98a4",
  "#627380",
  "#2b3741",
  "#171e25",
  "#10151a",
  "#0c1014",
  "#090c0f",
];

/** White text on the two shades that fill buttons reaches 4.5:1, which the kit's own red does not. */
const red: MantineColorsTuple = [
  "#fdeceb",
  "#fad3d0",
  "#f7b0ab",
  "#f58d86",
  "#ef6f66",
  "#e0534a",
  "#d0463d",
  "#c2403a",
  "#b3332b",
  "#9a2a23",
];

export const theme = createTheme({
  colors: { accent, red, dark: slate },
  primaryColor: "accent",
  primaryShade: { light: 8, dark: 7 },
  fontFamily: "var(--tr-font)",
  fontFamilyMonospace: "var(--tr-font-mono)",
  fontSizes: {
    xs: "var(--tr-text-xs)",
    sm: "var(--tr-text-sm)",
    md: "var(--tr-text-md)",
    lg: "var(--tr-text-lg)",
    xl: "var(--tr-text-xl)",
  },
  defaultRadius: 5,
  cursorType: "pointer",
  focusRing: "auto",
  components: {
    Button: Button.extend({ defaultProps: { fw: 500 } }),
    Modal: Modal.extend({
      styles: {
        content: { border: "1px solid var(--tr-line-strong)" },
        title: { fontSize: "var(--tr-text-lg)", fontWeight: 600 },
      },
    }),
  },
});

/** Makes the kit's own surfaces use our tokens in both colour schemes. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--tr-surface)",
    "--mantine-color-text": "var(--tr-text)",
    "--mantine-color-dimmed": "var(--tr-text-soft)",
    "--mantine-color-placeholder": "var(--tr-text-faint)",
    "--mantine-color-default": "var(--tr-surface-raised)",
    "--mantine-color-default-hover": "var(--tr-surface-hover)",
    "--mantine-color-default-color": "var(--tr-text)",
    "--mantine-color-default-border": "var(--tr-line-strong)",
    "--mantine-color-error": "var(--tr-stat)",
    "--mantine-color-accent-light-color": "var(--tr-accent)",
    "--mantine-color-anchor": "var(--tr-accent)",
  };
  return { variables: {}, dark: shared, light: shared };
};
