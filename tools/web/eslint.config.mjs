import js from "@eslint/js";
import globals from "globals";

export default [
    js.configs.recommended,
    {
        languageOptions: {
            ecmaVersion: 2024,
            sourceType: "module",
            // What Odoo's bundles put beside the browser's own.
            globals: { ...globals.browser, Chart: "readonly", luxon: "readonly", odoo: "readonly" },
        },
        linterOptions: { reportUnusedDisableDirectives: "error" },
        rules: {
            curly: "error",
            eqeqeq: ["error", "always", { null: "ignore" }],
            "no-restricted-globals": ["error", "event", "self"],
            "no-shadow": "error",
            "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
            "no-var": "error",
            "object-shorthand": "error",
            "prefer-const": "error",
            "prefer-template": "error",
        },
    },
];
