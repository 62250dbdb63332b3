import "@mantine/core/styles.css";
import "@/ui/tokens.css";
import "@/ui/base.css";
import "@/i18n";
import { MantineProvider } from "@mantine/core";
import { cssVariables, theme } from "@/ui/theme";

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="dark">
      teleread
    </MantineProvider>
  );
}
