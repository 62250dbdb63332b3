export { MacrosPage as MacrosRoute } from "@/features/macros";
