import { fileURLToPath } from "node:url";

export default {
    plugins: [fileURLToPath(import.meta.resolve("@prettier/plugin-xml"))],
    printWidth: 120,
    tabWidth: 4,
    trailingComma: "es5",
    bracketSameLine: true,
    xmlSelfClosingSpace: false,
    xmlWhitespaceSensitivity: "strict",
};
